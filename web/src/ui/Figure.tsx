import type { Figure as FigureValue } from "../format/number.ts";

/** A figure with its unit lighter and smaller. */
export function Figure({ value }: { value: FigureValue }) {
  return (
    <>
      {value.text}
      {value.unit !== undefined && <span className="unit">{value.unit}</span>}
    </>
  );
}
