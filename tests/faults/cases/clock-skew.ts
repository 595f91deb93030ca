import { setTimeout as sleep } from "node:timers/promises";
import { agentEvents } from "../../helpers/agent-events.ts";
import { askClickHouse, until } from "../../helpers/stack-client.ts";
import type { Fault } from "../fault.ts";

const HOUR_MS = 3_600_000;
const EVENTS = 100;
/** Hours that a client's clock is off, and whether its events are taken. */
const SKEWS: readonly { hours: number; isTaken: boolean }[] = [
  { hours: -400 * 24, isTaken: false },
  { hours: -24, isTaken: true },
  { hours: -1, isTaken: true },
  { hours: 1, isTaken: true },
  { hours: 23.9, isTaken: true },
  { hours: 24.1, isTaken: false },
];

/** Clients whose clocks are wrong: what is taken is stored at its own time, what is refused is said to be. */
export const CLOCK_SKEW: Fault = {
  name: "clock-skew",
  title: "clients' clocks off by up to 24 hours and beyond",
  isReconciledByItself: true,
  async run({ stack, tenant, client }) {
    const failures: string[] = [];
    for (const { hours, isTaken } of SKEWS) {
      const before = client.ledger.size;
      await client.post(agentEvents(EVENTS, Date.now() + hours * HOUR_MS));
      const taken = client.ledger.size - before;
      if (taken !== (isTaken ? EVENTS : 0)) failures.push(`${taken} of ${EVENTS} taken at ${hours} h`);
    }
    // Refused for good is an answer here, not a batch given up on.
    client.abandoned -= SKEWS.filter(({ isTaken }) => !isTaken).length;
    const sql = "SELECT event_id FROM events FINAL WHERE org_id = {org:String}";
    const read = () => askClickHouse<{ event_id: string }>(stack.facts, "us", sql, { org: tenant.orgId });
    await until(read, (rows) => rows.length >= client.ledger.size).catch(() => {});
    // Time for a repeat to arrive.
    await sleep(1_500);
    const rows = await read();
    const strangers = rows.filter(({ event_id }) => !client.ledger.has(event_id)).length;
    if (rows.length !== client.ledger.size || strangers > 0) {
      failures.push(`${rows.length} rows for ${client.ledger.size} events, ${strangers} of them never acknowledged`);
    }
    return { failures, notes: [`${client.ledger.size} acknowledged, ${rows.length} stored`] };
  },
};
