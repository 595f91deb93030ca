import { Agenda } from "./agenda.ts";
import type { Company } from "./company.ts";
import { chooseSender, gaugeSessions } from "./gauge.ts";
import { type FindIncident, recurringIncidents } from "./incidents.ts";
import { Random } from "./prng.ts";
import { runSession } from "./run-session.ts";
import type { FleetEvent } from "./session-log.ts";

export interface PopulationOptions {
  company: Company;
  /** Mean events a second. */
  rate: number;
  seed: string;
  /** Epoch ms. */
  startedAt: number;
}

/** A place where one session follows the other; `at` is the time of the event it has ready. */
interface Seat {
  at: number;
  event: FleetEvent;
  rest: Iterator<FleetEvent, void>;
}

/** Sessions met at the start are shown from so long before on, or from so many events before if those are more. */
const LOOK_BACK_MS = 60_000;
const LOOK_BACK_EVENTS = 1_500;
const MOST_TURNS_DONE = 6;

/**
 * The sessions of a company that are under way at the same time. There are as many as make the wanted rate: whenever one
 * ends another begins, after a pause when even one at a time would say too much.
 */
export class Population {
  readonly #company: Company;
  readonly #random: Random;
  readonly #findIncident: FindIncident;
  readonly #agenda = new Agenda<Seat>();
  readonly #meanPauseMs: number;

  constructor({ company, rate, seed, startedAt }: PopulationOptions) {
    this.#company = company;
    this.#random = new Random(seed, company.slug);
    this.#findIncident = recurringIncidents(seed);
    const { events, durationMs } = gaugeSessions(company);
    const seats = Math.max(1, Math.ceil(rate / 1_000 * durationMs / events));
    this.#meanPauseMs = Math.max(0, seats * events * 1_000 / rate - durationMs);
    const lookBackMs = Math.min(LOOK_BACK_MS, LOOK_BACK_EVENTS / rate * 1_000);
    for (let seat = 0; seat < seats; seat++) this.#seat(startedAt - this.#random.unit() * lookBackMs, true);
  }

  /** Sessions under way or about to begin. */
  get size(): number {
    return this.#agenda.size;
  }

  /** What has happened up to `now` since the last time, oldest first. */
  *observe(now: number): Generator<FleetEvent, void> {
    for (let seat = this.#agenda.takeDue(now); seat !== undefined; seat = this.#agenda.takeDue(now)) {
      yield seat.event;
      const next = seat.rest.next();
      if (next.done) this.#seat(seat.at + this.#random.exponential(this.#meanPauseMs), false);
      else this.#agenda.add({ ...seat, at: next.value.timestamp, event: next.value });
    }
  }

  #seat(at: number, isUnderWay: boolean): void {
    // A stream of its own: sessions draw in turns, and none should change what the others do.
    const random = new Random(this.#random.uint32(), this.#random.uint32());
    // Agents that work alone are done within seconds: at any moment nearly all that are under way work with people.
    const sender = isUnderWay ? random.pickWeighted(this.#company.pairs) : chooseSender(random, this.#company);
    const turnsDone = isUnderWay ? random.integer(1, MOST_TURNS_DONE) : 0;
    const startedAt = Math.floor(at) + 1;
    const session = runSession({ random, sender, startedAt, findIncident: this.#findIncident, turnsDone });
    const first = session.next();
    if (!first.done) this.#agenda.add({ at: first.value.timestamp, event: first.value, rest: session });
  }
}
