import type { ReactNode } from "react";

interface IconProps {
  size?: number;
  className?: string | undefined;
  children: ReactNode;
}

/** The frame of our own icons: a 16 px grid with lines of 1.5 px. */
export function Icon({ size = 16, className, children }: IconProps) {
  return (
    <svg
      viewBox="0 0 16 16"
      width={size}
      height={size}
      className={`block shrink-0 ${className ?? ""}`}
      fill="none"
      stroke="currentColor"
      strokeWidth={1.5}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {children}
    </svg>
  );
}
