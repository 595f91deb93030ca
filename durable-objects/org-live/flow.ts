import {
  CAUGHT_UP,
  LEAST_UNDER_WAY,
  MOST_UNDER_WAY,
  PRESUMED_PER_SECOND,
  PRESUMED_UNDER_WAY,
  UNDER_WAY_IN_ALL,
} from "./constants.ts";

/** How much may be under way to each of so many viewers, in characters. */
export function roomFor(viewers: number): number {
  return Math.min(MOST_UNDER_WAY, Math.max(LEAST_UNDER_WAY, Math.floor(UNDER_WAY_IN_ALL / Math.max(1, viewers))));
}

/**
 * What is under way to one viewer, in characters. The runtime queues what a socket does not take and does not say how much
 * that is, so viewers say what they have read; one that never does is presumed to read at a modest pace.
 */
export class Flow {
  #underWay = 0;
  /** What of it was a snapshot, for which there is always room. */
  #snapshot = 0;
  #says = false;
  #presumedAt: number;
  /** Since when (epoch ms) nothing is sent, and the cursor up to which windows were; `undefined` while the viewer keeps up. */
  behind: { since: number; cursor: number } | undefined;

  constructor(now: number) {
    this.#presumedAt = now;
  }

  /** Notes a message that was sent; falls behind when there is no room for another. */
  note(chars: number, room: number, cursor: number, now: number): void {
    this.#underWay += chars;
    const most = this.#snapshot + (this.#says ? room : PRESUMED_UNDER_WAY);
    if (this.#underWay > most) this.behind = { since: now, cursor };
  }

  /** Notes a snapshot that was sent: from here on the viewer keeps up. */
  noteSnapshot(chars: number): void {
    this.#underWay += chars;
    this.#snapshot = this.#underWay;
    this.behind = undefined;
  }

  /** The viewer says how much it has read since it last said so. */
  see(chars: number): void {
    this.#says = true;
    this.#read(chars);
  }

  /** Takes note of the time for a viewer that never says what it has read. `now` is epoch ms. */
  presume(now: number): void {
    if (!this.#says) this.#read(((now - this.#presumedAt) / 1000) * PRESUMED_PER_SECOND);
    this.#presumedAt = now;
  }

  /** Whether a viewer that fell behind has read nearly everything, so that a snapshot brings it up to date. */
  get hasCaughtUp(): boolean {
    return this.behind !== undefined && this.#underWay <= (this.#says ? CAUGHT_UP : PRESUMED_UNDER_WAY / 2);
  }

  #read(chars: number): void {
    this.#underWay = Math.max(0, this.#underWay - chars);
    this.#snapshot = Math.min(this.#snapshot, this.#underWay);
  }
}
