import { wallClock } from "../../../contract/wall-clock.ts";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** The wall clock read as if it were UTC, in epoch ms: arithmetic on it is arithmetic on local time. */
export function toLocal(instant: number, timeZone: string): number {
  const { year, month, day, hour, minute, second } = wallClock(instant, timeZone);
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/**
 * The instant at which a wall clock shows `local`: the first one where the hour comes twice, and of an hour that a clock
 * change skips the instant after it.
 */
export function fromLocal(local: number, timeZone: string): number {
  const offsetAt = (instant: number) => toLocal(instant, timeZone) - instant;
  const [before, after] = [local - offsetAt(local - DAY), local - offsetAt(local + DAY)];
  const matches = [before, after].filter((instant) => toLocal(instant, timeZone) === local);
  return matches.length === 0 ? before : Math.min(...matches);
}

/** The zone's name at an instant: `CET, UTC+1`. */
export function zoneName(instant: number, timeZone: string): string {
  const offset = Math.round((toLocal(instant, timeZone) - Math.floor(instant / 1000) * 1000) / MINUTE);
  const hours = Math.floor(Math.abs(offset) / 60);
  const minutes = Math.abs(offset) % 60;
  const sign = offset < 0 ? "−" : "+";
  const utc = offset === 0 ? "UTC" : `UTC${sign}${hours}${minutes === 0 ? "" : `:${String(minutes).padStart(2, "0")}`}`;
  const parts = new Intl.DateTimeFormat("en-GB", { timeZone, timeZoneName: "short" }).formatToParts(instant);
  const name = parts.find(({ type }) => type === "timeZoneName")?.value ?? timeZone;
  return /^(GMT|UTC)/.test(name) ? (timeZone === "UTC" ? "UTC" : `${timeZone}, ${utc}`) : `${name}, ${utc}`;
}
