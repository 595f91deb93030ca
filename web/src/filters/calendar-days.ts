const DAY_MS = 86_400_000;

/** A day (`2026-11-20`) as the browser's own date, which only carries year, month and day: no zone moves it. */
export function dateOf(day: string): Date {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return new Date(year, month - 1, date, 12);
}

/** The day that a browser's date carries. */
export function dayOf(date: Date): string {
  const pad = (value: number) => String(value).padStart(2, "0");
  return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
}

/** The day so many days later, or earlier. */
export function addDays(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00Z`) + count * DAY_MS).toISOString().slice(0, 10);
}

/** A period as its fields say it, on the clock of the organisation: `2026-11-20T14:30`. */
export interface LocalPeriod {
  from: string;
  to: string;
}

/** The first and the last day that a period touches. One that ends at midnight does not touch the day that begins. */
export function daysOf({ from, to }: LocalPeriod): { first: string; last: string } {
  const last = to.slice(0, 10);
  return {
    first: from.slice(0, 10),
    last: to.endsWith("T00:00") && last > from.slice(0, 10) ? addDays(last, -1) : last,
  };
}

/** Whole days as a period: from the first midnight to the one after the last day, or to now where that is still to come. */
export function periodOfDays(first: string, last: string, now: string): LocalPeriod {
  const end = `${addDays(last, 1)}T00:00`;
  return { from: `${first}T00:00`, to: end < now ? end : now };
}
