import clsx from "clsx";
import type { ButtonHTMLAttributes } from "react";

const LOOKS = {
  primary: "bg-accent text-on-accent border-transparent hover:bg-accent-hover",
  secondary: "bg-surface text-text-1 border-line-strong hover:bg-[linear-gradient(var(--hover),var(--hover))]",
  ghost: "border-transparent text-text-2 hover:bg-hover hover:text-text-1",
  danger: "border-transparent bg-danger text-on-danger hover:brightness-90",
} as const;

const SIZES = {
  sm: "h-7 px-[9px] text-12 max-sm:h-9",
  md: "h-8 px-3 text-13 max-sm:h-9",
  lg: "h-10 px-4 text-14",
} as const;

/** Classes of a button, for links that look like one. */
export function buttonClass(look: keyof typeof LOOKS = "secondary", size: keyof typeof SIZES = "md"): string {
  return clsx(
    "inline-flex shrink-0 items-center justify-center gap-1.5 rounded-md border font-medium whitespace-nowrap",
    "transition-colors duration-[var(--d-1)] disabled:cursor-not-allowed disabled:opacity-50",
    LOOKS[look],
    SIZES[size],
  );
}

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  look?: keyof typeof LOOKS;
  size?: keyof typeof SIZES;
  ref?: React.Ref<HTMLButtonElement>;
}

/** A button; one primary per view. */
export function Button({ look = "secondary", size = "md", type = "button", className, ...rest }: ButtonProps) {
  return <button type={type} className={clsx(buttonClass(look, size), className)} {...rest} />;
}
