import type { TailEvent } from "../../contract/live.ts";
import { isUrgent } from "../../contract/tail-filter.ts";
import { TAIL_LENGTH, TAIL_PER_SECOND } from "./constants.ts";

/** The newest events, thinned out above a rate, and how many were left out since the last look. */
export class Tail {
  #lines: TailEvent[];
  #second = 0;
  #keptThisSecond = 0;
  #kept = 0;
  #dropped = 0;

  constructor(lines: TailEvent[]) {
    this.#lines = lines;
  }

  /** Newest last. */
  get lines(): TailEvent[] {
    return this.#lines;
  }

  /** Takes the lines that fit the rate; returns them. `dropped` are events that the sender had already left out. */
  take(events: readonly TailEvent[], dropped: number, now: number): TailEvent[] {
    const second = Math.floor(now / 1000);
    if (second !== this.#second) {
      this.#second = second;
      this.#keptThisSecond = 0;
    }
    const taken = events.filter((event) => isUrgent(event) || this.#keptThisSecond++ < TAIL_PER_SECOND);
    this.#kept += taken.length;
    this.#dropped += dropped + events.length - taken.length;
    this.#lines = [...this.#lines, ...taken].sort((a, b) => a.received_at - b.received_at || a.timestamp - b.timestamp)
      .slice(-TAIL_LENGTH);
    return taken;
  }

  /** Kept and dropped since the last call, if anything was dropped. */
  drainSampling(): { kept: number; dropped: number } | undefined {
    const counted = { kept: this.#kept, dropped: this.#dropped };
    this.#kept = 0;
    this.#dropped = 0;
    return counted.dropped > 0 ? counted : undefined;
  }
}
