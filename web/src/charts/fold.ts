import { toLocal } from "../format/zone.ts";

const HOUR = 3_600_000;
const WIDTHS = [5 * 60_000, 15 * 60_000, HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, 24 * HOUR, 72 * HOUR, 168 * HOUR];

/** A width for bars over a period, so that there are about thirty. */
export function barWidth(lengthMs: number): number {
  return WIDTHS.find((width) => lengthMs / width <= 32) ?? 168 * HOUR;
}

/** Which bar each bucket belongs to: bars begin at multiples of `width` on the zone's wall clock. */
export function foldBuckets(
  buckets: readonly number[],
  width: number,
  timeZone: string,
): { starts: number[]; barOf: number[] } {
  const starts: number[] = [];
  const barOf: number[] = [];
  let current = Number.NaN;
  for (const bucket of buckets) {
    const bar = Math.floor(toLocal(bucket, timeZone) / width);
    if (bar !== current) {
      starts.push(bucket);
      current = bar;
    }
    barOf.push(starts.length - 1);
  }
  return { starts, barOf };
}

/** Sums of values by bar; a bar without any value is `null`. */
export function sumByBar(
  values: readonly (number | null)[],
  barOf: readonly number[],
  bars: number,
): (number | null)[] {
  const sums = new Array<number | null>(bars).fill(null);
  values.forEach((value, i) => {
    const bar = barOf[i];
    if (value !== null && bar !== undefined) sums[bar] = (sums[bar] ?? 0) + value;
  });
  return sums;
}
