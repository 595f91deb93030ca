import { NOTHING } from "./number.ts";

/** How a figure moved against the compared period. */
export interface Change {
  direction: "up" | "down" | "flat" | "none";
  /** Without sign: `11.3`, `0.4`. */
  text: string;
  unit: "%" | "pp" | "";
  /** `null` where neither direction is good or bad. */
  tone: "good" | "bad" | null;
}

/**
 * The change from `previous` to `value`.
 * @param kind ratios change by percentage points, everything else in percent
 * @param better the direction that is good news
 */
export function changeOf(
  value: number | null,
  previous: number | null,
  kind: "ratio" | "amount",
  better: "more" | "less" | null = null,
): Change {
  if (value === null || previous === null) return { direction: "none", text: NOTHING, unit: "", tone: null };
  if (kind === "amount" && previous === 0) {
    return value === 0
      ? { direction: "flat", text: "0.0", unit: "%", tone: null }
      : { direction: "up", text: "new", unit: "", tone: null };
  }
  const change = kind === "ratio" ? (value - previous) * 100 : ((value - previous) / previous) * 100;
  const text = Math.abs(change) >= 999.5 ? ">999" : Math.abs(change).toFixed(1);
  const unit = kind === "ratio" ? "pp" : "%";
  if (text === "0.0") return { direction: "flat", text, unit, tone: null };
  const direction = change > 0 ? "up" : "down";
  const tone = better === null ? null : (direction === "up") === (better === "more") ? "good" : "bad";
  return { direction, text, unit, tone };
}
