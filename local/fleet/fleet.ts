import { type Client, createClient, type Stats } from "../../sdk/src/index.ts";
import type { PostTarget } from "./choose-targets.ts";
import type { Company } from "./company.ts";
import { Population } from "./population.ts";

export interface FleetOptions {
  company: Company;
  target: PostTarget;
  /** Mean events a second. */
  rate: number;
  seed: string;
  /** Hears what the client warns of. */
  onWarning: (message: string) => void;
}

/** Room for what a fast fleet does while the edge is started anew. */
const MOST_WAITING = 60_000;
const MOST_WAITING_BYTES = 64 * 1024 * 1024;
const REQUESTS_AT_ONCE = 6;
const LARGEST_BATCH = 1_000;

/** One organisation's agents at work, sending what they do as they do it, through the SDK. */
export class Fleet {
  readonly #population: Population;
  readonly #client: Client;

  constructor({ company, target, rate, seed, onWarning }: FleetOptions) {
    this.#population = new Population({ company, rate, seed, startedAt: Date.now() });
    this.#client = createClient({
      apiKey: target.apiKey,
      endpoint: target.url,
      maxQueueEvents: MOST_WAITING,
      maxQueueBytes: MOST_WAITING_BYTES,
      maxInFlight: REQUESTS_AT_ONCE,
      maxBatchEvents: LARGEST_BATCH,
      dropPolicy: "newest",
      // The fleet says itself when it ends.
      flushOnExit: false,
      onWarning,
    });
  }

  get sessions(): number {
    return this.#population.size;
  }

  /** What became of the events so far. */
  stats(): Stats {
    return this.#client.stats();
  }

  /** Lets the agents do what they do until `now` (epoch ms). */
  advance(now: number): void {
    for (const event of this.#population.observe(now)) this.#client.track(event);
  }

  /** Sends what is left and waits for the answers, but not for longer than `timeoutMs`. */
  async finish(timeoutMs: number): Promise<void> {
    await this.#client.shutdown({ timeoutMs });
  }
}
