import clsx from "clsx";

const SHAPES = {
  ok: "rounded-full bg-success",
  degraded: "rotate-45 rounded-xs bg-warning",
  down: "rounded-xs bg-danger",
  unknown: "rounded-full border border-line-strong",
} as const;

/** State of a component by shape and colour: round, diamond, square. The word stands beside it. */
export function StatusDot({ state }: { state: keyof typeof SHAPES }) {
  return <i aria-hidden="true" className={clsx("inline-block size-2 shrink-0", SHAPES[state])} />;
}
