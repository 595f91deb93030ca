import { setTimeout as sleep } from "node:timers/promises";
import type { AgentEvent } from "../../contract/event-fields.ts";
import { agentEvents } from "./agent-events.ts";
import { Ledger } from "./ledger.ts";

/** Where a client posts. */
export interface LedgerClientOptions {
  edgeUrl: string;
  apiKey: string;
}

/** How a client posts for a while. */
export interface LoadOptions {
  eventsPerSecond: number;
  eventsPerBatch: number;
}

interface Acceptance {
  accepted: number;
  rejected: number;
  duplicates: number;
  errors: { index: number }[];
}

const FIRST_WAIT_MS = 200;
const LONGEST_WAIT_MS = 5_000;
const REQUEST_TIMEOUT_MS = 15_000;

/**
 * Posts as a good client does: a batch that is not answered, or refused for now, is sent again unchanged under the same
 * `Idempotency-Key`, after the time the answer asks for. Whatever is acknowledged goes into the ledger.
 */
export class LedgerClient {
  readonly ledger = new Ledger();
  /** Status → answers; 0 stands for no answer. */
  readonly answers: Record<number, number> = {};
  /** Ms that each acknowledged batch took, all its attempts together. */
  readonly latencies: number[] = [];
  /** Batches given up on. */
  abandoned = 0;
  readonly #options: LedgerClientOptions;

  constructor(options: LedgerClientOptions) {
    this.#options = options;
  }

  /** Posts new events at a rate until told to stop, then waits for what is under way. */
  startLoad({ eventsPerSecond, eventsPerBatch }: LoadOptions): { stop(): Promise<void> } {
    const intervalMs = eventsPerBatch * 1000 / eventsPerSecond;
    const underWay = new Set<Promise<void>>();
    const started = performance.now();
    const stopping = new AbortController();
    const pace = async () => {
      for (let sent = 0; !stopping.signal.aborted; sent++) {
        // By the plan, not by the last answer: a slow service does not slow its clients' agents down.
        const wait = started + sent * intervalMs - performance.now();
        if (wait > 0) await sleep(wait);
        const posting = this.post(agentEvents(eventsPerBatch, Date.now())).finally(() => underWay.delete(posting));
        underWay.add(posting);
      }
    };
    const pacing = pace();
    return {
      stop: async () => {
        stopping.abort();
        await pacing;
        await Promise.all(underWay);
      },
    };
  }

  /** Posts a batch until it is acknowledged, refused for good, or `timeoutMs` has passed. */
  async post(events: readonly AgentEvent[], timeoutMs = 120_000): Promise<void> {
    const body = JSON.stringify({ events });
    const idempotencyKey = crypto.randomUUID();
    const started = performance.now();
    for (let attempt = 0; performance.now() - started < timeoutMs; attempt++) {
      const response = await this.#send(body, idempotencyKey);
      this.answers[response?.status ?? 0] = (this.answers[response?.status ?? 0] ?? 0) + 1;
      if (response?.status === 202) {
        const { errors } = JSON.parse(response.text) as Acceptance;
        const refused = new Set(errors.map(({ index }) => index));
        this.ledger.add(events.filter((_, index) => !refused.has(index)));
        this.latencies.push(performance.now() - started);
        return;
      }
      if (response !== undefined && response.status < 500 && response.status !== 429) break;
      await sleep(response?.retryAfterMs ?? Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** attempt));
    }
    this.abandoned++;
  }

  async #send(
    body: string,
    idempotencyKey: string,
  ): Promise<{ status: number; text: string; retryAfterMs: number | undefined } | undefined> {
    try {
      const response = await fetch(`${this.#options.edgeUrl}/v1/events`, {
        method: "POST",
        headers: {
          authorization: `Bearer ${this.#options.apiKey}`,
          "content-type": "application/json",
          "idempotency-key": idempotencyKey,
        },
        body,
        signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
      });
      const retryAfter = Number(response.headers.get("retry-after") ?? Number.NaN);
      const retryAfterMs = Number.isNaN(retryAfter) ? undefined : retryAfter * 1000;
      return { status: response.status, text: await response.text(), retryAfterMs };
    } catch {
      // Whether the service has taken it is unknown: that is what the same key is for.
      return undefined;
    }
  }
}
