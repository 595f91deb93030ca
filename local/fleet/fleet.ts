import type { Company } from "./company.ts";
import { Outbox } from "./outbox.ts";
import { Population } from "./population.ts";
import { postBatch, type PostTarget } from "./post-batch.ts";
import { Random } from "./prng.ts";
import type { Tally } from "./tally.ts";

export interface FleetOptions {
  company: Company;
  target: PostTarget;
  /** Mean events a second. */
  rate: number;
  seed: string;
  tally: Tally;
  /** Ends retries. */
  stop: AbortSignal;
}

const REQUESTS_AT_ONCE = 6;

/** One organisation's agents at work, posting what they do as they do it. */
export class Fleet {
  readonly #options: FleetOptions;
  readonly #population: Population;
  readonly #outbox: Outbox;
  readonly #underway = new Set<Promise<void>>();

  constructor(options: FleetOptions) {
    const { company, rate, seed } = options;
    this.#options = options;
    this.#population = new Population({ company, rate, seed, startedAt: Date.now() });
    this.#outbox = new Outbox(new Random(seed, company.slug, "outbox"));
  }

  get sessions(): number {
    return this.#population.size;
  }

  /** Events that wait to be sent. */
  get waiting(): number {
    return this.#outbox.waiting;
  }

  get dropped(): number {
    return this.#outbox.dropped;
  }

  /** Lets the agents do what they do until `now` (epoch ms), and posts what is due. */
  advance(now: number): void {
    for (const event of this.#population.observe(now)) this.#outbox.add(event, now);
    this.#outbox.collect(now);
    this.#post();
  }

  /** Posts what is left and waits for the answers. */
  async finish(): Promise<void> {
    this.#outbox.collect(Infinity);
    this.#post();
    while (this.#underway.size > 0) await Promise.race(this.#underway);
  }

  #post(): void {
    const { target, stop, tally } = this.#options;
    while (this.#underway.size < REQUESTS_AT_ONCE && !tally.isUnwelcome) {
      const events = this.#outbox.take();
      if (events === undefined) return;
      const posting = postBatch(target, events, stop).then((posted) => {
        tally.add(events.length, posted);
        this.#underway.delete(posting);
        this.#post();
      });
      this.#underway.add(posting);
    }
  }
}
