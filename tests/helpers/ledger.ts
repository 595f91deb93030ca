import type { AgentEvent } from "../../contract/event-fields.ts";

/** What an acknowledged event adds to the totals. */
export interface LedgerEntry {
  /** In billionths of a dollar, so that sums are exact. */
  costNano: number;
  tokens: number;
}

/** Sums over events. */
export interface Totals {
  events: number;
  costUsd: number;
  tokens: number;
}

/** Every event that the service has said it took: what must be found again, once, everywhere. */
export class Ledger {
  readonly #entries = new Map<string, LedgerEntry>();

  /** Adds acknowledged events; one that is there already stays once. */
  add(events: readonly AgentEvent[]): void {
    for (const event of events) {
      const costNano = Math.round((event.cost_usd ?? 0) * 1e9);
      this.#entries.set(event.event_id, { costNano, tokens: tokensOf(event) });
    }
  }

  get size(): number {
    return this.#entries.size;
  }

  has(eventId: string): boolean {
    return this.#entries.has(eventId);
  }

  ids(): Iterable<string> {
    return this.#entries.keys();
  }

  totals(): Totals {
    let costNano = 0;
    let tokens = 0;
    for (const entry of this.#entries.values()) {
      costNano += entry.costNano;
      tokens += entry.tokens;
    }
    return { events: this.size, costUsd: costNano / 1e9, tokens };
  }
}

function tokensOf(event: AgentEvent): number {
  return (event.input_tokens ?? 0) + (event.output_tokens ?? 0) + (event.cache_read_tokens ?? 0) +
    (event.cache_creation_tokens ?? 0) + (event.reasoning_tokens ?? 0);
}
