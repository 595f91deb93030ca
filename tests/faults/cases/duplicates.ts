import { agentEvents } from "../../helpers/agent-events.ts";
import type { Fault } from "../fault.ts";

const EVENTS = 2_000;
const BATCH = 100;

/** Clients that send everything again: whole, reordered, and cut into other batches, all at the same time. */
export const DUPLICATES: Fault = {
  name: "duplicates",
  title: "batches redelivered, reordered, and cut differently, all at once",
  async run({ client }) {
    const events = agentEvents(EVENTS, Date.now());
    const whole = cut(events, BATCH);
    const deliveries = [
      ...whole,
      ...whole.toReversed(),
      ...cut(events.toSorted((a, b) => a.event_id.slice(-8).localeCompare(b.event_id.slice(-8))), 37),
      ...cut(events.slice(150), 350),
    ];
    await Promise.all(deliveries.map((batch) => client.post(batch)));
    const failures = client.ledger.size === EVENTS ? [] : [`${client.ledger.size} of ${EVENTS} events acknowledged`];
    return { failures, notes: [`${deliveries.flat().length} events sent for ${EVENTS}`] };
  },
};

function cut<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size));
}
