import { formatDayMinute } from "./time.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** `8 min ago` within a day, `Nov 18, 17:00` beyond it. Times are epoch ms. */
export function formatAgo(instant: number, now: number, timeZone: string): string {
  const age = now - instant;
  if (age >= DAY) return formatDayMinute(instant, timeZone);
  if (age >= HOUR) return `${Math.floor(age / HOUR)} h ago`;
  if (age >= MINUTE) return `${Math.floor(age / MINUTE)} min ago`;
  return age < 1_000 ? "now" : `${Math.floor(age / 1_000)} s ago`;
}
