import clsx from "clsx";
import type { ReactNode } from "react";

const TONES = {
  neutral: "bg-sunken text-text-2",
  accent: "bg-accent-soft text-accent-text",
  success: "bg-success-soft text-success-text",
  warning: "bg-warning-soft text-warning-text",
  danger: "bg-danger-soft text-danger-text",
  outline: "border border-line-strong text-text-2",
} as const;

/** How a badge looks; the word in it says what it means. */
export type BadgeTone = keyof typeof TONES;

/** A word about the state of something, with an icon where one helps to tell states apart. */
export function Badge(
  { tone = "neutral", icon, children }: { tone?: BadgeTone; icon?: ReactNode; children: ReactNode },
) {
  return (
    <span
      className={clsx(
        "inline-flex h-5 shrink-0 items-center gap-1 rounded-sm px-1.5 text-11 font-medium whitespace-nowrap",
        TONES[tone],
      )}
    >
      {icon}
      {children}
    </span>
  );
}
