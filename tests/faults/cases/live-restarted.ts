import { agentEvents } from "../../helpers/agent-events.ts";
import type { Fault } from "../fault.ts";

/** A live object that comes back from its storage knows what it has counted, also when that is sent again. */
export const LIVE_RESTARTED: Fault = {
  name: "live-restarted",
  title: "live object gone and back, the same events sent before and after",
  async run({ stack, client }) {
    const events = agentEvents(1_000, Date.now());
    const halves = [events.slice(0, 500), events.slice(500)];
    for (const half of halves) await client.post(half);
    await stack.end("workers");
    await stack.restart("workers");
    await client.post(events.toReversed());
    for (const half of halves) await client.post(half);
    return { failures: [], notes: [] };
  },
};
