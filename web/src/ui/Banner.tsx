import clsx from "clsx";
import type { ReactNode } from "react";

const TONES = {
  neutral: "border-line bg-sunken text-text-1",
  warning: "border-transparent bg-warning-soft text-warning-text",
  danger: "border-transparent bg-danger-soft text-danger-text",
} as const;

interface BannerProps {
  tone?: keyof typeof TONES;
  icon: ReactNode;
  title: string;
  /** One way out. */
  end?: ReactNode;
  children?: ReactNode;
}

/** Something that is true of the whole view. */
export function Banner({ tone = "neutral", icon, title, end, children }: BannerProps) {
  return (
    <div role="status" className={clsx("flex items-center gap-2.5 rounded-lg border px-3.5 py-2.5", TONES[tone])}>
      <span aria-hidden="true" className="shrink-0">{icon}</span>
      <p className="min-w-0">
        <b className="font-semibold">{title}</b> {children}
      </p>
      {end !== undefined && <span className="ml-auto flex shrink-0 gap-2">{end}</span>}
    </div>
  );
}
