import { jsonOf, type SealedEvent } from "./seal-event.ts";

/** What one request carries. */
export interface TakenEvents {
  events: string[];
  bytes: number;
  /** The number of its first event; events are numbered from 0 as they come. */
  first: number;
}

const COMPACT_FROM = 1_024;

/** Events that wait for a request, oldest first. Adding, taking and dropping cost the same however many there are. */
export class EventQueue {
  #events: (SealedEvent | undefined)[] = [];
  #head = 0;
  /** Events that have left the queue so far. */
  #left = 0;
  bytes = 0;

  get size(): number {
    return this.#events.length - this.#head;
  }

  /** The number of the oldest event that waits. */
  get first(): number {
    return this.#left;
  }

  /** The number that the next event gets. */
  get next(): number {
    return this.#left + this.size;
  }

  add(event: SealedEvent): void {
    this.#events.push(event);
    this.bytes += event.bytes;
  }

  /** Removes the oldest event. */
  drop(): void {
    this.take(1, 0);
  }

  /** Takes the oldest events: at least one, and then as many as both limits allow. */
  take(maxEvents: number, maxBytes: number): TakenEvents {
    const taken: TakenEvents = { events: [], bytes: 0, first: this.#left };
    while (taken.events.length < maxEvents) {
      const event = this.#events[this.#head];
      if (event === undefined || (taken.bytes > 0 && taken.bytes + event.bytes > maxBytes)) break;
      this.#events[this.#head++] = undefined;
      this.#left++;
      taken.events.push(jsonOf(event));
      taken.bytes += event.bytes;
    }
    this.bytes -= taken.bytes;
    if (this.#head > COMPACT_FROM && this.#head * 2 > this.#events.length) {
      this.#events = this.#events.slice(this.#head);
      this.#head = 0;
    }
    return taken;
  }
}
