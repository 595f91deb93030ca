import { FaultStack } from "../../faults/fault-stack.ts";
import { agentEvents } from "../../helpers/agent-events.ts";
import { LedgerClient } from "../../helpers/ledger-client.ts";
import { isExact, reconcile } from "../../helpers/reconcile.ts";
import { setLimits } from "../../helpers/set-limits.ts";
import { newTenant } from "../../helpers/tenant.ts";
import type { Bench } from "../result.ts";
import { percentile } from "../statistics.ts";

const LEAST_RATE = 10_000;
const CONNECTIONS = 6;
const EVENTS_PER_BATCH = 500;
const CATCH_UP_MS = 120_000;

/** P2: how much one organisation can send through the whole stack on this machine. */
export const SUSTAINED: Bench = {
  name: "P2",
  async run({ seconds }) {
    const stack = await FaultStack.start();
    try {
      const tenant = await newTenant(stack.facts, "us");
      await setLimits(stack.facts, tenant.orgId, { events_per_second: 1e6, requests_per_minute: 1e6 });
      const client = new LedgerClient({ edgeUrl: stack.facts.urls.edge, apiKey: tenant.apiKey });
      const started = performance.now();
      const elapsed = () => (performance.now() - started) / 1000;
      await Promise.all(Array.from({ length: CONNECTIONS }, async () => {
        while (elapsed() < seconds) await client.post(agentEvents(EVENTS_PER_BATCH, Date.now()));
      }));
      const postedFor = elapsed();
      const result = await reconcile(stack.facts, tenant, client.ledger, CATCH_UP_MS);
      const rate = client.ledger.size / (postedFor + result.caughtUpMs / 1000);
      return {
        id: "P2",
        what: "one organisation through the whole stack, load generator included",
        bar: "≥ 10,000 events/s sustained, nothing lost (goal 20,000)",
        figures: {
          "events/s until everything was stored": rate,
          "events/s acknowledged": client.ledger.size / postedFor,
          "events acknowledged": result.acknowledged,
          "events lost": result.lost,
          "events stored twice": result.duplicates,
          "s from the last answer until all was stored": result.caughtUpMs / 1000,
          "p50 of a batch, ms": percentile(client.latencies, 0.5),
          "p99 of a batch, ms": percentile(client.latencies, 0.99),
        },
        holds: rate >= LEAST_RATE && result.lost === 0 && result.duplicates === 0,
        notes: [
          `${seconds} s, ${CONNECTIONS} connections, ${EVENTS_PER_BATCH} events a batch, through the local stack's own proxy`,
          isExact(result)
            ? "overview and live totals are the ledger's"
            : `totals differ: ${JSON.stringify({ ledger: result.ledger, queried: result.queried, live: result.live })}`,
          `answers: ${JSON.stringify(client.answers)}`,
        ],
      };
    } finally {
      await stack.stop();
    }
  },
};
