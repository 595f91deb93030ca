import { wallClock } from "../../../contract/wall-clock.ts";

/**
 * The name under which a time zone is known everywhere, e.g. `Europe/Berlin`; `undefined` for what is none. Offsets such
 * as `+02:00` are none: they know nothing of summer time.
 */
export function canonicalTimeZone(name: string): string | undefined {
  if (!/^[A-Za-z]/.test(name)) return undefined;
  try {
    return new Intl.DateTimeFormat("en-GB", { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}

/** What a clock on the wall of a time zone reads at an instant (epoch ms), taken as if it were UTC (ms). */
export function readWallClock(instant: number, timeZone: string): number {
  if (timeZone === "UTC") return instant;
  const { year, month, day, hour, minute, second } = wallClock(instant, timeZone);
  const seconds = Date.UTC(year, month - 1, day, hour, minute, second);
  return seconds + (instant - Math.floor(instant / 1000) * 1000);
}

/** The first instant (epoch ms) at which the clock reads `reading` or, where it jumps over that, something later. */
export function findInstant(reading: number, timeZone: string): number {
  const dayMs = 86_400_000;
  const before = reading - offsetAt(reading - dayMs, timeZone);
  const after = reading - offsetAt(reading + dayMs, timeZone);
  const exact = [Math.min(before, after), Math.max(before, after)].find((t) => readWallClock(t, timeZone) === reading);
  return exact ?? findJump(after, before, timeZone);
}

/** The instant between two others at which the clock jumps forward. */
function findJump(early: number, late: number, timeZone: string): number {
  const offset = offsetAt(early, timeZone);
  let [low, high] = [early, late];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(middle, timeZone) === offset) low = middle;
    else high = middle;
  }
  return high;
}

function offsetAt(instant: number, timeZone: string): number {
  return readWallClock(instant, timeZone) - instant;
}
