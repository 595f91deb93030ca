import { setTimeout as sleep } from "node:timers/promises";
import { FaultStack } from "../../faults/fault-stack.ts";
import { agentEvents } from "../../helpers/agent-events.ts";
import { LedgerClient } from "../../helpers/ledger-client.ts";
import { setLimits } from "../../helpers/set-limits.ts";
import { newTenant } from "../../helpers/tenant.ts";
import type { Bench } from "../result.ts";
import { percentile } from "../statistics.ts";

const ORGS = 100;
const EVENTS_PER_BATCH = 40;
const BATCHES_PER_SECOND = 25;
const FLOOD_BATCH = 100;
/** Events a second that the flooding organisation may send, and that it does send. */
const FLOOD_QUOTA = 500;
const FLOOD_RATE = FLOOD_QUOTA * 10;
const MOST_RATIO = 1.5;
/** Signing up hashes a password, slowly on purpose. */
const SIGN_UPS_AT_ONCE = 4;

/** P9: whether one organisation's flood slows the others down. */
export const NEIGHBOURS: Bench = {
  name: "P9",
  async run({ seconds }) {
    const halfSeconds = seconds / 2;
    const stack = await FaultStack.start();
    try {
      const clients = await openClients(stack, ORGS - 1);
      const noisy = await newTenant(stack.facts, "us");
      await setLimits(stack.facts, noisy.orgId, { events_per_second: FLOOD_QUOTA, requests_per_minute: 60_000 });
      // Every key's verdict is asked for once before anything is measured.
      await postInTurn(clients, clients.length / BATCHES_PER_SECOND);
      const quiet = await postInTurn(clients, halfSeconds);
      const flood = startFlood(`${stack.facts.urls.edge}/v1/events`, noisy.apiKey);
      const flooded = await postInTurn(clients, halfSeconds);
      const { taken, refused, seconds: floodSeconds } = await flood.stop();
      const ratio = percentile(flooded, 0.99) / percentile(quiet, 0.99);
      return {
        id: "P9",
        what: `${ORGS} organisations at once, one flooding at ten times its quota`,
        bar: "the others' p99 ≤ 1.5 × quiet",
        figures: {
          "p99 flooded over p99 quiet": ratio,
          "others, quiet: p50, ms": percentile(quiet, 0.5),
          "others, quiet: p99, ms": percentile(quiet, 0.99),
          "others, flooded: p50, ms": percentile(flooded, 0.5),
          "others, flooded: p99, ms": percentile(flooded, 0.99),
          "flood: events/s taken": taken / floodSeconds,
          "flood: batches refused": refused,
        },
        holds: ratio <= MOST_RATIO,
        notes: [
          `${ORGS - 1} organisations in turn, ${BATCHES_PER_SECOND} batches of ${EVENTS_PER_BATCH} events a second, ` +
          `${halfSeconds} s quiet and as long flooded`,
          `the flood sends ${FLOOD_RATE} events/s against a quota of ${FLOOD_QUOTA} and does not wait when it is told to`,
          "load generator, engines and all Workers share this machine's cores",
        ],
      };
    } finally {
      await stack.stop();
    }
  },
};

async function openClients({ facts }: FaultStack, count: number): Promise<LedgerClient[]> {
  const clients: LedgerClient[] = [];
  while (clients.length < count) {
    const together = Math.min(SIGN_UPS_AT_ONCE, count - clients.length);
    const tenants = await Promise.all(Array.from({ length: together }, () => newTenant(facts, "us")));
    clients.push(...tenants.map(({ apiKey }) => new LedgerClient({ edgeUrl: facts.urls.edge, apiKey })));
  }
  return clients;
}

/** The clients take turns, evenly spread; ms of each batch. */
async function postInTurn(clients: readonly LedgerClient[], seconds: number): Promise<number[]> {
  const first = clients.map(({ latencies }) => latencies.length);
  const posting: Promise<void>[] = [];
  const started = performance.now();
  for (let turn = 0; turn < seconds * BATCHES_PER_SECOND; turn++) {
    await sleep(Math.max(0, started + turn * 1000 / BATCHES_PER_SECOND - performance.now()));
    const client = clients[turn % clients.length];
    if (client !== undefined) posting.push(client.post(agentEvents(EVENTS_PER_BATCH, Date.now())));
  }
  await Promise.all(posting);
  return clients.flatMap(({ latencies }, index) => latencies.slice(first[index]));
}

/** Posts at ten times the quota without listening to any answer. */
function startFlood(url: string, apiKey: string) {
  const stopping = new AbortController();
  const started = performance.now();
  let taken = 0;
  let refused = 0;
  const headers = { authorization: `Bearer ${apiKey}`, "content-type": "application/json" };
  const post = async () => {
    const body = JSON.stringify({ events: agentEvents(FLOOD_BATCH, Date.now()) });
    const response = await fetch(url, { method: "POST", headers, body });
    await response.arrayBuffer();
    if (response.status === 202) taken += FLOOD_BATCH;
    else refused++;
  };
  const flooding = (async () => {
    const posting: Promise<void>[] = [];
    const intervalMs = FLOOD_BATCH * 1000 / FLOOD_RATE;
    for (let sent = 0; !stopping.signal.aborted; sent++) {
      await sleep(Math.max(0, started + sent * intervalMs - performance.now()));
      posting.push(post());
    }
    await Promise.all(posting);
  })();
  return {
    async stop() {
      stopping.abort();
      await flooding;
      return { taken, refused, seconds: (performance.now() - started) / 1000 };
    },
  };
}
