import type { Usage } from "../../../contract/query-usage.ts";

const DAY_MS = 86_400_000;

/** A day of the month; one that is still to come has no events yet. */
export interface UsageDay {
  /** Its beginning, epoch ms. */
  at: number;
  day: string;
  events: number | null;
  isToday: boolean;
}

/** The bars of a month's usage. */
export interface UsageDays {
  days: UsageDay[];
  /** What the highest bar stands for, never zero. */
  high: number;
  /** Events a day that use the quota up exactly; `null` without one. */
  evenShare: number | null;
}

/** Every day of the month with its events, so that the month's end has its place from the first day on. */
export function usageDays({ month, events }: Pick<Usage, "month" | "events">): UsageDays {
  const [from, to] = [Date.parse(month.from), Date.parse(month.to)];
  const counted = new Map(events.by_day.map(({ day, events: count }) => [day, count]));
  const latest = events.by_day.at(-1)?.day;
  const days = Array.from({ length: Math.round((to - from) / DAY_MS) }, (_, index): UsageDay => {
    const at = from + index * DAY_MS;
    const day = new Date(at).toISOString().slice(0, 10);
    return { at, day, events: counted.get(day) ?? null, isToday: day === latest };
  });
  const evenShare = events.limit === null ? null : events.limit / days.length;
  const peak = Math.max(1, ...events.by_day.map(({ events: count }) => count));
  // A quota far above what is used would flatten the bars; its line is then left out.
  const shown = evenShare !== null && evenShare <= peak * 4 ? evenShare : null;
  return { days, high: Math.max(peak, shown ?? 0), evenShare: shown };
}
