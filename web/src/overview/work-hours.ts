import { toLocal } from "../format/zone.ts";

/** When something happens in a week: rows from Monday, columns by hour of the day. */
export interface WorkHours {
  /** Mean per hour; `null` where no such hour lies in the period. */
  cells: (number | null)[][];
  high: number;
}

const HOUR = 3_600_000;
const DAYS = 7;
const HOURS = 24;

/** Means of hourly values by weekday and hour of a zone. The last bucket, still counting, is left out. */
export function workHours(buckets: readonly number[], values: readonly (number | null)[], timeZone: string): WorkHours {
  const sums = Array.from({ length: DAYS }, () => Array.from({ length: HOURS }, () => ({ sum: 0, count: 0 })));
  buckets.slice(0, -1).forEach((bucket, i) => {
    const local = new Date(toLocal(bucket, timeZone));
    const cell = sums[(local.getUTCDay() + 6) % DAYS]?.[local.getUTCHours()];
    const value = values[i] ?? null;
    if (cell === undefined || value === null) return;
    cell.sum += value;
    cell.count++;
  });
  const cells = sums.map((row) => row.map(({ sum, count }) => (count === 0 ? null : sum / count)));
  return { cells, high: Math.max(0, ...cells.flat().filter((value) => value !== null)) };
}

/** Whether a period shows a weekly pattern, and its hours are few enough to be asked for one by one. */
export function showsWorkHours(lengthMs: number): boolean {
  return lengthMs >= 5 * 24 * HOUR && lengthMs <= 62 * 24 * HOUR;
}
