/** A figure and its unit, which is shown lighter and smaller. */
export interface Figure {
  text: string;
  unit?: string;
}

/** Stands for "nothing to show". */
export const NOTHING = "–";

/** Stands before what is below zero. */
export const MINUS = "−";
const grouped = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });

/** All digits with thousands separators, for tables and tooltips: `12,408`. */
export function formatExact(value: number): string {
  return grouped.format(Math.round(value)).replace("-", MINUS);
}

const STEPS = [
  { from: 1e12, divisor: 1e12, suffix: "T" },
  { from: 999.5e6, divisor: 1e9, suffix: "B" },
  { from: 999.5e3, divisor: 1e6, suffix: "M" },
  { from: 0, divisor: 1e3, suffix: "k" },
];

/** Three significant digits of a positive number, never in scientific notation: `9.84`, `12.4`, `408`. */
export function threeDigits(value: number): string {
  if (value >= 99.95) return value.toFixed(0);
  return value.toFixed(value >= 9.995 ? 1 : 2);
}

/** Exact below 10,000, else three digits and a suffix: `8,412`, `12.4k`, `9.84M`, `10.1B`. */
export function formatCompact(value: number): string {
  const size = Math.abs(value);
  if (size < 9_999.5) return formatExact(value);
  const step = STEPS.find((candidate) => size >= candidate.from);
  if (step === undefined) return formatExact(value);
  return `${value < 0 ? MINUS : ""}${threeDigits(size / step.divisor)}${step.suffix}`;
}

/** A short label for an axis: `0`, `80k`, `1.5M`. */
export function formatAxis(value: number): string {
  const size = Math.abs(value);
  if (size < 1000) return String(Number(value.toFixed(2)));
  const step = STEPS.find((candidate) => size >= candidate.from);
  if (step === undefined) return formatExact(value);
  return `${Number((value / step.divisor).toFixed(2))}${step.suffix}`;
}

/** A ratio as a percentage: `96.8 %`; rates of errors take two decimals. */
export function formatPercent(ratio: number, decimals = 1): Figure {
  return { text: (ratio * 100).toFixed(decimals).replace("-", MINUS), unit: "%" };
}

/** A share in whole percent, which is not written as nothing while there is some: `23%`, `<1%`. */
export function writeShare(ratio: number): string {
  return ratio > 0 && ratio < 0.01 ? "<1%" : `${Math.round(ratio * 100)}%`;
}

/** A rate per second as the live view writes it: one decimal below 100. */
export function formatRate(perSecond: number): string {
  return perSecond < 99.95 ? perSecond.toFixed(1) : formatCompact(perSecond);
}
