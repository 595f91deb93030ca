import { NOTHING } from "../format/number.ts";

/** Stands for the cost of tokens that nobody has put a price on: not zero, but not known. */
export function Unpriced() {
  return (
    <span className="text-text-3" title="The agent reports no cost, and no price is known for its models">
      {NOTHING}
      <span className="sr-only">not known</span>
    </span>
  );
}
