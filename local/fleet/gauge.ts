import type { Company, Sender } from "./company.ts";
import { incidentsIn } from "./incidents.ts";
import { Random } from "./prng.ts";
import { runSession } from "./run-session.ts";

/** What an average session of a company is like. */
export interface Gauge {
  events: number;
  durationMs: number;
}

const SAMPLES = 400;

/** One of a company's senders that still sends. */
export function chooseSender(
  random: Random,
  { pairs, services, pairSessions, serviceSessions, silent }: Company,
): Sender {
  for (;;) {
    const isPair = random.unit() * (pairSessions + serviceSessions) < pairSessions;
    const sender = random.pickWeighted(isPair ? pairs : services);
    if (sender.agent.id !== silent?.agentId) return sender;
  }
}

/** Plays some sessions to see how long they last and how much they say. */
export function gaugeSessions(company: Company): Gauge {
  const random = new Random("gauge", company.slug);
  let events = 0;
  let durationMs = 0;
  for (let i = 0; i < SAMPLES; i++) {
    let last = 0;
    const sender = chooseSender(random, company);
    for (const event of runSession({ random, sender, startedAt: 0, findIncident: incidentsIn([]) })) {
      events++;
      last = event.timestamp;
    }
    durationMs += last;
  }
  return { events: events / SAMPLES, durationMs: durationMs / SAMPLES };
}
