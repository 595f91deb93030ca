import type { TailEvent } from "../../contract/live.ts";
import { isUrgent, passesFilter } from "../../contract/tail-filter.ts";
import { isSeen } from "../../contract/visibility.ts";
import { TAIL_INTERVAL_MS, URGENT_INTERVAL_MS } from "./constants.ts";
import type { Seat, Viewers } from "./viewers.ts";
import type { WindowLedger } from "./windows.ts";

/** A line as it is sent. */
interface WrittenLine {
  event: TailEvent;
  isUrgent: boolean;
  json: string;
  /** As a message of its own. */
  alone: string;
}

/** What those get of some lines who may see the same and want the same. */
interface Share {
  lines: WrittenLine[];
  /** All of it as one message. */
  together: string;
}

/**
 * Takes lines of the tail to viewers. A message costs the same whatever it holds, so lines of a short while travel together,
 * each written once, and each viewer's share once for all who get the same.
 */
export class TailDelivery {
  readonly #viewers: Viewers;
  readonly #windows: Pick<WindowLedger, "pushed">;
  #waiting: TailEvent[] = [];
  #sentAt = 0;
  #dueAt = Infinity;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(viewers: Viewers, windows: Pick<WindowLedger, "pushed">) {
    this.#viewers = viewers;
    this.#windows = windows;
  }

  /** Sends lines at once when none were sent lately, else with those that come meanwhile. `now` is epoch ms. */
  add(lines: readonly TailEvent[], now: number): void {
    if (lines.length === 0 || this.#viewers.count === 0) return;
    this.#waiting.push(...lines);
    const dueAt = this.#sentAt + (lines.some(isUrgent) ? URGENT_INTERVAL_MS : TAIL_INTERVAL_MS);
    if (dueAt <= now) return this.flush(now);
    if (dueAt >= this.#dueAt) return;
    clearTimeout(this.#timer);
    this.#dueAt = dueAt;
    this.#timer = setTimeout(() => this.flush(Date.now()), dueAt - now);
  }

  /** Sends what waits. */
  flush(now: number): void {
    clearTimeout(this.#timer);
    this.#dueAt = Infinity;
    if (this.#waiting.length === 0) return;
    const events = this.#waiting;
    this.#waiting = [];
    this.#sentAt = now;
    this.#deliver(events);
  }

  #deliver(events: readonly TailEvent[]): void {
    const { pushed } = this.#windows;
    const shares = new Map<string, Share>();
    const oneByOne: { seat: Seat; share: Share }[] = [];
    const written = events.map(writeLine);
    for (const seat of this.#viewers.on("events")) {
      const share = shares.get(seat.audience) ?? shareOf(written, seat);
      shares.set(seat.audience, share);
      if (share.lines.length === 0) continue;
      if (seat.record.batched === true) this.#viewers.send(seat, share.together, pushed);
      else oneByOne.push({ seat, share });
    }
    // Errors are at everybody's before the first ordinary line.
    for (const urgent of [true, false]) {
      for (const { seat, share } of oneByOne) {
        for (const line of share.lines) {
          if (line.isUrgent === urgent) this.#viewers.send(seat, line.alone, pushed);
        }
      }
    }
  }
}

function writeLine(event: TailEvent): WrittenLine {
  const json = JSON.stringify(event);
  return { event, isUrgent: isUrgent(event), json, alone: `{"type":"EVENT","event":${json}}` };
}

function shareOf(written: readonly WrittenLine[], { record: { sees, filter } }: Seat): Share {
  const lines = written.filter(({ event }) => isSeen(sees, event) && passesFilter(event, filter));
  return { lines, together: `{"type":"EVENTS","events":[${lines.map(({ json }) => json).join(",")}]}` };
}
