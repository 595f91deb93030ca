import type { Company, Sender } from "../fleet/company.ts";
import type { FindIncident } from "../fleet/incidents.ts";
import { Random } from "../fleet/prng.ts";
import { AROUND_THE_CLOCK, clockOf, OFFICE_HOURS, type Rhythm, shareOfHour } from "../fleet/rhythm.ts";
import { runSession } from "../fleet/run-session.ts";
import type { FleetEvent } from "../fleet/session-log.ts";

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

/** A day to be played. */
export interface DayPlan {
  company: Company;
  /** Midnight UTC, epoch ms. */
  day: number;
  seed: string;
  /** How many sessions there are beside a company's usual number. */
  scale: number;
  findIncident: FindIncident;
}

/**
 * The sessions that began on a day, each with its events oldest first; the last ones reach into the next day. A day depends
 * on the seed, the company and its date alone, whatever other days are played.
 */
export function* planDay(plan: DayPlan): Generator<FleetEvent[]> {
  const { company, day, scale } = plan;
  const readClock = clockOf(company.timeZone);
  const volume = scale * weatherOf(plan);
  for (let hour = day; hour < day + DAY_MS; hour += HOUR_MS) {
    const local = readClock(hour);
    const play = (kind: string, senders: Company["pairs"], sessionsPerDay: number, rhythm: Rhythm) =>
      playHour(plan, kind, hour, senders, sessionsPerDay * volume * shareOfHour(rhythm, local));
    yield* play("pair", company.pairs, company.pairSessions, OFFICE_HOURS);
    yield* play("service", company.services, company.serviceSessions, AROUND_THE_CLOCK);
  }
}

/** Some weeks are busier than others, and so are some days. */
function weatherOf({ seed, company, day }: DayPlan): number {
  const week = Math.floor(day / (7 * DAY_MS));
  return new Random(seed, company.slug, "week", week).logNormal(1, 0.08) *
    new Random(seed, company.slug, "day", day).logNormal(1, 0.06);
}

function* playHour(
  { company, seed, findIncident }: DayPlan,
  kind: string,
  hour: number,
  senders: readonly [Sender, ...Sender[]],
  meanSessions: number,
): Generator<FleetEvent[]> {
  const sessions = new Random(seed, company.slug, kind, hour).poisson(meanSessions);
  for (let i = 0; i < sessions; i++) {
    const random = new Random(seed, company.slug, kind, hour, i);
    const sender = random.pickWeighted(senders);
    const startedAt = hour + random.integer(0, HOUR_MS - 1);
    yield [...runSession({ random, sender, startedAt, findIncident })];
  }
}
