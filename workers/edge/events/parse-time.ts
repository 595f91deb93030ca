/** ISO 8601 date and time with a zone; hours and minutes in full, up to nine digits of a second. */
const ISO_WITH_ZONE = /^\d{4}-(\d{2})-(\d{2})[Tt ]\d{2}:\d{2}(:\d{2}([.,]\d{1,9})?)?([Zz]|[+-]\d{2}:?\d{2})$/;

/** Epoch milliseconds of an event's `timestamp`; `undefined` when it is neither ISO 8601 with a zone nor epoch ms. */
export function parseTime(value: unknown): number | undefined {
  if (typeof value === "number") return Number.isFinite(value) ? Math.floor(value) : undefined;
  if (typeof value !== "string") return undefined;
  const match = ISO_WITH_ZONE.exec(value);
  if (match === null || !isDay(Number(value.slice(0, 4)), Number(match[1]), Number(match[2]))) return undefined;
  const time = Date.parse(value.replace(" ", "T").replace(",", "."));
  return Number.isNaN(time) ? undefined : time;
}

/** `Date.parse` takes the 30th of February for the 2nd of March. */
function isDay(year: number, month: number, day: number): boolean {
  return day <= 28 || day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}
