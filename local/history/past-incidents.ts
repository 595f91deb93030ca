import type { Company } from "../fleet/company.ts";
import type { Incident } from "../fleet/incidents.ts";
import { clockOf } from "../fleet/rhythm.ts";
import { HOUR_MS } from "./plan-day.ts";

/** An incident as people remember it: on which working day before today, at which hour of theirs, for how long. */
interface Memory extends Omit<Incident, "from" | "to"> {
  workdaysAgo: number;
  hour: number;
  minutes: number;
}

const MEMORIES: Record<string, readonly Memory[]> = {
  kestrel: [
    { provider: "anthropic", workdaysAgo: 2, hour: 9, minutes: 130, refusalChance: 0.42, slowdown: 2.6 },
    { provider: "openai", workdaysAgo: 16, hour: 14, minutes: 75, refusalChance: 0.35, slowdown: 1.8 },
  ],
  northwind: [
    { provider: "openai", workdaysAgo: 4, hour: 13, minutes: 150, refusalChance: 0.45, slowdown: 1.7 },
    { provider: "anthropic", workdaysAgo: 12, hour: 10, minutes: 90, refusalChance: 0.38, slowdown: 2.2 },
  ],
};

/** What a company has been through in the weeks before `now` (epoch ms). */
export function recallIncidents({ slug, timeZone }: Company, now: number): Incident[] {
  return (MEMORIES[slug] ?? []).map(({ workdaysAgo, hour, minutes, ...incident }) => {
    const from = findWorkday(timeZone, now, workdaysAgo, hour);
    return { ...incident, from, to: from + minutes * 60_000 };
  });
}

/** The start of an hour of the local clock, so many working days before today. */
function findWorkday(timeZone: string, now: number, workdaysAgo: number, hour: number): number {
  const readClock = clockOf(timeZone);
  let at = now - now % HOUR_MS;
  while (readClock(at).hour !== 0) at -= HOUR_MS;
  for (let left = workdaysAgo; left > 0;) {
    at -= HOUR_MS;
    const clock = readClock(at);
    if (clock.hour === hour && !clock.isWeekend) left--;
  }
  return at;
}
