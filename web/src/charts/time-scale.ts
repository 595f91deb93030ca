import { formatAxisDay, formatDay, formatMinute } from "../format/time.ts";
import { fromLocal, toLocal } from "../format/zone.ts";

/** A labelled instant on a time axis. */
export interface TimeTick {
  at: number;
  label: string;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const STEPS = [
  MINUTE,
  5 * MINUTE,
  10 * MINUTE,
  15 * MINUTE,
  30 * MINUTE,
  HOUR,
  3 * HOUR,
  6 * HOUR,
  DAY,
  2 * DAY,
  7 * DAY,
  14 * DAY,
];

/** Ticks on round wall-clock times of a zone, at most `most` of them; days begin at the zone's midnight. */
export function timeTicks(from: number, to: number, timeZone: string, most = 9): TimeTick[] {
  const step = STEPS.find((candidate) => (to - from) / candidate <= most) ?? 28 * DAY;
  const ticks: TimeTick[] = [];
  const localStart = toLocal(from, timeZone);
  // Weeks are counted from a Monday, days from any midnight.
  const origin = step >= 7 * DAY ? 4 * DAY : 0;
  let local = Math.ceil((localStart - origin) / step) * step + origin;
  for (let at = fromLocal(local, timeZone); at <= to; at = fromLocal(local += step, timeZone)) {
    if (at >= from) ticks.push({ at, label: labelOf(at, step, timeZone) });
  }
  return ticks;
}

function labelOf(at: number, step: number, timeZone: string): string {
  if (step < DAY) return formatMinute(at, timeZone);
  return step === DAY ? formatAxisDay(at, timeZone) : formatDay(at, timeZone);
}
