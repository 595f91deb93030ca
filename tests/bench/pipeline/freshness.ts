import { setTimeout as sleep } from "node:timers/promises";
import WebSocketClient from "ws";
import type { LiveMessage } from "../../../contract/live.ts";
import type { Overview } from "../../../contract/query.ts";
import { FaultStack } from "../../faults/fault-stack.ts";
import { agentEvents } from "../../helpers/agent-events.ts";
import { LedgerClient } from "../../helpers/ledger-client.ts";
import { get } from "../../helpers/stack-client.ts";
import { newTenant, originOf } from "../../helpers/tenant.ts";
import type { Bench } from "../result.ts";
import { percentile } from "../statistics.ts";
import { Arrivals } from "./arrivals.ts";

const EVENTS_PER_BATCH = 50;
const BATCH_INTERVAL_MS = 50;
const POLL_MS = 200;
const SETTLE_MS = 8_000;

/** P3 and P4: how old events are when the dashboard is pushed them, and when a query finds them. */
export const FRESHNESS: Bench = {
  name: "P3",
  async run({ seconds }) {
    const stack = await FaultStack.start();
    try {
      const tenant = await newTenant(stack.facts, "us");
      const client = new LedgerClient({ edgeUrl: stack.facts.urls.edge, apiKey: tenant.apiKey });
      const cookie = await tenant.signIn();
      const watch = await Watch.open(stack, cookie);
      const queried = new Arrivals();
      const stopPolling = pollOverview(stack, cookie, queried);

      const posting: Promise<void>[] = [];
      const started = performance.now();
      for (let sent = 0; performance.now() - started < seconds * 1000; sent++) {
        await sleep(Math.max(0, started + sent * BATCH_INTERVAL_MS - performance.now()));
        const events = agentEvents(EVENTS_PER_BATCH, Date.now());
        const now = performance.now();
        watch.send(events.filter(({ event_type }) => event_type === "error").map(({ event_id }) => event_id), now);
        watch.pushed.send(events.length, now);
        queried.send(events.length, now);
        posting.push(client.post(events));
      }
      await Promise.all(posting);
      await sleep(SETTLE_MS);
      await stopPolling();
      watch.close();

      const figures = {
        "POST → push, p50, ms": percentile(watch.pushed.latencies, 0.5),
        "POST → push, p99, ms": percentile(watch.pushed.latencies, 0.99),
        "errors: POST → push, p50, ms": percentile(watch.errors, 0.5),
        "errors: POST → push, p99, ms": percentile(watch.errors, 0.99),
        "errors never pushed": watch.waitingErrors,
        "POST → query (P4), p50, ms": percentile(queried.latencies, 0.5),
        "POST → query (P4), p99, ms": percentile(queried.latencies, 0.99),
        "POST → 202, p50, ms": percentile(client.latencies, 0.5),
        "POST → 202, p99, ms": percentile(client.latencies, 0.99),
        "batches never seen": watch.pushed.waiting + queried.waiting,
      };
      return {
        id: "P3, P4",
        what: "age of events on the dashboard and in a query, at 1,000 events/s",
        bar: "push ≤ 1.5 s / ≤ 3 s (goal 0.3 / 1), errors p99 ≤ 0.3 s; query p99 ≤ 5 s",
        figures,
        holds: figures["POST → push, p50, ms"] <= 1_500 && figures["POST → push, p99, ms"] <= 3_000 &&
          figures["errors: POST → push, p99, ms"] <= 300 && figures["POST → query (P4), p99, ms"] <= 5_000 &&
          figures["batches never seen"] === 0,
        notes: [
          `${seconds} s of one organisation, ${EVENTS_PER_BATCH} events every ${BATCH_INTERVAL_MS} ms; one viewer`,
          "an event counts as pushed when the viewer's totals hold it; totals are pushed at most once a second by design",
          `the query is GET /v1/metrics/overview, asked ${POLL_MS} ms after its last answer`,
        ],
      };
    } finally {
      await stack.stop();
    }
  },
};

/** A dashboard that notes when it hears of what. */
class Watch {
  readonly pushed = new Arrivals();
  readonly errors: number[] = [];
  readonly #errorsSent = new Map<string, number>();
  readonly #totals = new Map<number, number>();
  readonly #socket: WebSocketClient;

  private constructor(socket: WebSocketClient) {
    this.#socket = socket;
    socket.on("message", (data: Buffer) => this.#take(JSON.parse(data.toString()) as LiveMessage));
  }

  static async open({ facts }: FaultStack, cookie: string): Promise<Watch> {
    const socket = new WebSocketClient(`${facts.urls.edge.replace("http", "ws")}/v1/live`, {
      headers: { cookie, origin: originOf(facts) },
    });
    const watch = new Watch(socket);
    await new Promise<void>((resolve, reject) => socket.once("open", resolve).once("error", reject));
    return watch;
  }

  /** Notes error events that are being sent. */
  send(eventIds: readonly string[], now: number): void {
    for (const id of eventIds) this.#errorsSent.set(id, now);
  }

  get waitingErrors(): number {
    return this.#errorsSent.size;
  }

  close(): void {
    this.#socket.terminate();
  }

  #take(message: LiveMessage): void {
    const now = performance.now();
    if (message.type === "METRIC_UPDATE") {
      this.#totals.set(message.window.start, message.window.totals.events ?? 0);
      this.pushed.see([...this.#totals.values()].reduce((sum, count) => sum + count, 0), now);
    } else if (message.type === "EVENT") {
      const sentAt = this.#errorsSent.get(message.event.event_id);
      if (sentAt === undefined) return;
      this.errors.push(now - sentAt);
      this.#errorsSent.delete(message.event.event_id);
    }
  }
}

function pollOverview({ facts }: FaultStack, cookie: string, queried: Arrivals): () => Promise<void> {
  const stopping = new AbortController();
  const polling = (async () => {
    while (!stopping.signal.aborted) {
      const response = await get(facts, "/v1/metrics/overview?period=1h", cookie);
      if (!response.ok) throw new Error(`the overview answered ${response.status}: ${await response.text()}`);
      const overview: Overview = await response.json();
      queried.see(overview.context.events, performance.now());
      await sleep(POLL_MS);
    }
  })();
  return async () => {
    stopping.abort();
    await polling;
  };
}
