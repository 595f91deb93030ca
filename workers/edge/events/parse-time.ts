/** ISO 8601 date and time with a zone; hours and minutes in full, up to nine digits of a second. */
const ISO_WITH_ZONE = /^\d{4}-(\d{2})-(\d{2})[Tt ]\d{2}:\d{2}(:\d{2}([.,]\d{1,9})?)?([Zz]|[+-]\d{2}:?\d{2})$/;

/** Epoch milliseconds of an event's `timestamp`; `undefined` when it is neither ISO 8601 with a zone nor epoch ms. */
export function parseTime(value: unknown): number | undefined {
  if (typeof value === "number") return Number.isFinite(value) ? Math.floor(value) : undefined;
  if (typeof value !== "string") return undefined;
  return parseUsualTime(value) ?? parseAnyTime(value);
}

/**
 * `2026-11-21T09:15:03.123Z`, with or without milliseconds: what nearly every client sends, in a tenth of the time that any
 * other spelling takes. `undefined` for those.
 */
function parseUsualTime(text: string): number | undefined {
  const hasMs = text.length === 24;
  if ((!hasMs && text.length !== 20) || !text.endsWith("Z") || text[4] !== "-" || text[7] !== "-" || text[10] !== "T") {
    return undefined;
  }
  if (text[13] !== ":" || text[16] !== ":" || (hasMs && text[19] !== ".")) return undefined;
  const year = twoDigits(text, 0) * 100 + twoDigits(text, 2);
  const month = twoDigits(text, 5);
  const day = twoDigits(text, 8);
  const hour = twoDigits(text, 11);
  const minute = twoDigits(text, 14);
  const second = twoDigits(text, 17);
  const ms = hasMs ? twoDigits(text, 20) * 10 + twoDigits(text, 21) % 10 : 0;
  // A comparison with NaN is false, so that anything but digits fails here, too.
  const isUsual = year >= 1970 && month >= 1 && month <= 12 && day >= 1 && isDay(year, month, day) && hour < 24 &&
    minute < 60 && second < 60 && ms < 1000;
  return isUsual ? Date.UTC(year, month - 1, day, hour, minute, second, ms) : undefined;
}

/** The number that two digits make; NaN where there are none. */
function twoDigits(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 48;
  const ones = text.charCodeAt(at + 1) - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
}

function parseAnyTime(value: string): number | undefined {
  const match = ISO_WITH_ZONE.exec(value);
  if (match === null || !isDay(Number(value.slice(0, 4)), Number(match[1]), Number(match[2]))) return undefined;
  const time = Date.parse(value.replace(" ", "T").replace(",", "."));
  return Number.isNaN(time) ? undefined : time;
}

/** `Date.parse` takes the 30th of February for the 2nd of March. */
function isDay(year: number, month: number, day: number): boolean {
  return day <= 28 || day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}
