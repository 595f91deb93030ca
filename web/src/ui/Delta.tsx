import clsx from "clsx";
import type { Change } from "../format/change.ts";

const ARROWS = { up: "↑", down: "↓", flat: "", none: "" } as const;
const TONES = { good: "text-success-text", bad: "text-danger-text" } as const;

/** A change against the compared period: arrow, amount, and a word for who cannot see the colour. */
export function Delta({ change }: { change: Change }) {
  const tone = change.tone === null ? "text-text-2" : TONES[change.tone];
  return (
    <span
      className={clsx("text-12 whitespace-nowrap tabular-nums", change.direction === "none" ? "text-text-3" : tone)}
    >
      {ARROWS[change.direction] !== "" && change.text !== "new" && (
        <>
          <span aria-hidden="true" className="mr-px">{ARROWS[change.direction]}</span>
          <span className="sr-only">{change.direction}</span>
        </>
      )}
      {change.text}
      {change.unit === "%" ? "%" : change.unit !== "" && <span className="ml-[0.14em]">{change.unit}</span>}
      {change.tone !== null && <span className="sr-only">, {change.tone === "good" ? "better" : "worse"}</span>}
    </span>
  );
}
