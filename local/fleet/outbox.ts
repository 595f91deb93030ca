import { LIMITS } from "../../contract/limits.ts";
import type { Random } from "./prng.ts";
import type { FleetEvent } from "./session-log.ts";

/** What one sender has gathered, and when it sends that. */
interface Buffer {
  events: FleetEvent[];
  flushAt: number;
}

const SHORTEST_FLUSH_MS = 500;
const LONGEST_FLUSH_MS = 2_000;
/** As a client library would, the fleet forgets rather than grow without end. */
const MOST_WAITING = 60_000;

/**
 * Every user of an agent gathers events and sends them half a second to two seconds after the first, as client libraries do.
 * What falls due together travels in one request, since opening one for each would say more about sockets than about events.
 */
export class Outbox {
  readonly #random: Random;
  readonly #buffers = new Map<string, Buffer>();
  readonly #due: FleetEvent[][] = [];
  #waiting = 0;
  #dropped = 0;

  constructor(random: Random) {
    this.#random = random;
  }

  get waiting(): number {
    return this.#waiting;
  }

  /** Events that had no room. */
  get dropped(): number {
    return this.#dropped;
  }

  add(event: FleetEvent, now: number): void {
    if (this.#waiting >= MOST_WAITING) {
      this.#dropped++;
      return;
    }
    const sender = `${event.agent_id} ${event.user_id}`;
    let buffer = this.#buffers.get(sender);
    if (buffer === undefined) {
      const flushAt = now + this.#random.integer(SHORTEST_FLUSH_MS, LONGEST_FLUSH_MS);
      this.#buffers.set(sender, buffer = { events: [], flushAt });
    }
    buffer.events.push(event);
    this.#waiting++;
  }

  /** Makes requests of everything that is due by `now`. */
  collect(now: number): void {
    const due: FleetEvent[] = [];
    for (const [sender, { events, flushAt }] of this.#buffers) {
      if (flushAt > now) continue;
      due.push(...events);
      this.#buffers.delete(sender);
    }
    for (let i = 0; i < due.length; i += LIMITS.eventsPerRequest) {
      this.#due.push(due.slice(i, i + LIMITS.eventsPerRequest));
    }
  }

  /** Takes the oldest request's events. */
  take(): FleetEvent[] | undefined {
    const events = this.#due.shift();
    this.#waiting -= events?.length ?? 0;
    return events;
  }
}
