import { wallClock } from "../../../contract/wall-clock.ts";
import { toLocal } from "./zone.ts";

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const WEEKDAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const pad = (value: number, width = 2) => String(value).padStart(width, "0");

/** `Nov 18` */
export function formatDay(instant: number, timeZone: string): string {
  const { month, day } = wallClock(instant, timeZone);
  return `${MONTHS[month - 1]} ${day}`;
}

/** `Wed Nov 18` */
export function formatWeekday(instant: number, timeZone: string): string {
  const weekday = WEEKDAYS[new Date(toLocal(instant, timeZone)).getUTCDay()];
  return `${weekday} ${formatDay(instant, timeZone)}`;
}

/** `Sat 14`, the label of a day on an axis. */
export function formatAxisDay(instant: number, timeZone: string): string {
  const local = new Date(toLocal(instant, timeZone));
  return `${WEEKDAYS[local.getUTCDay()]} ${local.getUTCDate()}`;
}

/** `17:00` */
export function formatMinute(instant: number, timeZone: string): string {
  const { hour, minute } = wallClock(instant, timeZone);
  return `${pad(hour)}:${pad(minute)}`;
}

/** `14:32:07` */
export function formatSecond(instant: number, timeZone: string): string {
  return `${formatMinute(instant, timeZone)}:${pad(wallClock(instant, timeZone).second)}`;
}

/** `14:32:07.412` */
export function formatMillisecond(instant: number, timeZone: string): string {
  return `${formatSecond(instant, timeZone)}.${pad(((instant % 1000) + 1000) % 1000, 3)}`;
}

/** A bucket by its bounds: `Wed Nov 18, 17:00–18:00`, or `Wed Nov 18` for a whole day. */
export function formatBucket(start: number, lengthMs: number, timeZone: string): string {
  if (lengthMs >= DAY) return formatWeekday(start, timeZone);
  const bounds = `${formatMinute(start, timeZone)}–${formatMinute(start + lengthMs, timeZone)}`;
  return `${formatWeekday(start, timeZone)}, ${bounds}`;
}

/** A period in a legend: `Nov 13 – 20`, `Oct 28 – Nov 4`. */
export function formatDayRange(from: number, to: number, timeZone: string): string {
  const [start, end] = [formatDay(from, timeZone), formatDay(to, timeZone)];
  if (start === end) return start;
  const sameMonth = start.split(" ")[0] === end.split(" ")[0];
  return `${start} – ${sameMonth ? end.split(" ")[1] : end}`;
}

/** `Nov 13, 15:00` */
export function formatDayMinute(instant: number, timeZone: string): string {
  return `${formatDay(instant, timeZone)}, ${formatMinute(instant, timeZone)}`;
}
