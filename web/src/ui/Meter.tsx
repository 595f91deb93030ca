import clsx from "clsx";

/** From this share on, what is used is as good as all. */
const NEAR = 0.9;

interface MeterProps {
  /** What is used of what there is; more than 1 is beyond it. */
  share: number;
  /** How much of the time that it is for is over, 0 to 1. */
  elapsed: number;
  className?: string;
}

/** How much of something is used, as a bar, against how much of its time is over, as a tick. The figures stand beside it. */
export function Meter({ share, elapsed, className }: MeterProps) {
  const colour = share >= NEAR ? "bg-danger" : share > elapsed ? "bg-warning" : "bg-text-2";
  return (
    <span className={clsx("relative block h-1 rounded-full bg-press", className)} aria-hidden="true">
      <i
        className={`absolute inset-y-0 left-0 rounded-full ${colour}`}
        style={{ width: `${Math.min(1, share) * 100}%` }}
      />
      <i className="absolute -inset-y-0.5 w-0.5 bg-text-1" style={{ left: `${elapsed * 100}%` }} />
    </span>
  );
}
