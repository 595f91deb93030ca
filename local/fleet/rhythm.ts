/** When somebody works: how busy each local hour of a weekday is, and how much of that is left at the weekend. */
export interface Rhythm {
  /** 24 weights of which only the proportions matter. */
  hours: readonly number[];
  weekendShare: number;
}

/** People: two peaks, lunch between them, a few at night. */
export const OFFICE_HOURS: Rhythm = {
  hours: [2, 1, 1, 1, 1, 2, 6, 22, 62, 96, 100, 88, 58, 82, 100, 98, 90, 66, 36, 18, 12, 9, 6, 4],
  weekendShare: 0.13,
};

/** Services that follow customers and pipelines: quieter at night, never silent. */
export const AROUND_THE_CLOCK: Rhythm = {
  hours: [26, 22, 20, 20, 22, 28, 40, 58, 80, 96, 100, 98, 90, 94, 100, 98, 92, 82, 70, 60, 52, 46, 38, 30],
  weekendShare: 0.45,
};

/** An hour as people there see it. */
export interface LocalHour {
  hour: number;
  isWeekend: boolean;
}

/** The part of a weekday's work that falls into an hour; at the weekend, less of it. */
export function shareOfHour(rhythm: Rhythm, { hour, isWeekend }: LocalHour): number {
  const whole = rhythm.hours.reduce((sum, weight) => sum + weight, 0);
  return (rhythm.hours[hour] ?? 0) / whole * (isWeekend ? rhythm.weekendShare : 1);
}

/** Reads a time zone's clock at an instant (epoch ms). */
export function clockOf(timeZone: string): (at: number) => LocalHour {
  const format = new Intl.DateTimeFormat("en", { timeZone, weekday: "short", hour: "numeric", hourCycle: "h23" });
  return (at) => {
    const parts = format.formatToParts(at);
    const read = (type: "weekday" | "hour") => parts.find((part) => part.type === type)?.value ?? "";
    return { hour: Number(read("hour")), isWeekend: read("weekday").startsWith("S") };
  };
}
