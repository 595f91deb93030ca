import { FAST_LANE_TYPES } from "../../contract/stored-event.ts";
import type { TailEvent, TailFilter } from "../../contract/live.ts";
import { TAIL_LENGTH, TAIL_PER_SECOND } from "./constants.ts";

/** Whether a tail line is never left out by sampling. */
export function isUrgent(event: TailEvent): boolean {
  return FAST_LANE_TYPES.includes(event.event_type) || event.success === false;
}

/** Whether a viewer's filter lets a tail line through. */
export function passesFilter(event: TailEvent, filter: TailFilter | undefined): boolean {
  if (filter === undefined) return true;
  const allows = (list: string[] | undefined, value: string | undefined) =>
    list === undefined || list.length === 0 || (value !== undefined && list.includes(value));
  return allows(filter.event_type, event.event_type) && allows(filter.agent_id, event.agent_id) &&
    allows(filter.team, event.team) && allows(filter.environment, event.environment) &&
    (filter.errors_only !== true || isUrgent(event));
}

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
