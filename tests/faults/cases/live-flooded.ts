import { agentEvents } from "../../helpers/agent-events.ts";
import { watchLive } from "../../helpers/stack-client.ts";
import type { Fault } from "../fault.ts";

const BATCHES = 60;
const BATCH = 500;
const AT_ONCE = 12;
const VIEWERS = 20;
/** Within what a snapshot covers, with room for the time that the fault takes. */
const SPREAD_MS = 6 * 60_000;

/** One organisation's live object with more to do than it can at once: every batch changes most of its windows. */
export const LIVE_FLOODED: Fault = {
  name: "live-flooded",
  title: "live object flooded with late events while twenty people watch",
  async run({ stack, tenant, client }) {
    const cookie = await tenant.signIn();
    const viewers = await Promise.all(Array.from({ length: VIEWERS }, () => watchLive(stack.facts, cookie)));
    const batches = Array.from({ length: BATCHES }, () => {
      const events = agentEvents(BATCH, Date.now());
      return events.map((event, i) => ({ ...event, timestamp: Date.now() - Math.round(i * SPREAD_MS / BATCH) }));
    });
    for (let i = 0; i < BATCHES; i += AT_ONCE) {
      await Promise.all(batches.slice(i, i + AT_ONCE).map((batch) => client.post(batch)));
    }
    const deaf = viewers.filter(({ messages }) => !messages.some(({ type }) => type === "METRIC_UPDATE")).length;
    for (const viewer of viewers) viewer.close();
    const failures = deaf === 0 ? [] : [`${deaf} of ${VIEWERS} viewers heard nothing`];
    return { failures, notes: [`${BATCHES * BATCH} events over ${SPREAD_MS / 60_000} minutes`] };
  },
};
