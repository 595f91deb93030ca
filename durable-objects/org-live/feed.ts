import { LIMITS } from "../../contract/limits.ts";
import type { LiveMessage, TailEvent } from "../../contract/live.ts";
import { passesFilter } from "../../contract/tail-filter.ts";
import { isSeen } from "../../contract/visibility.ts";
import type { Window } from "../../contract/window.ts";
import { ACTIVE_AT_ONCE, ACTIVE_PAUSE_MS, LATENESS_MS, MAX_REPLAYED_WINDOWS, SNAPSHOT_MS } from "./constants.ts";
import { limitWindow } from "./limit-window.ts";
import type { SessionBoard } from "./sessions.ts";
import type { LiveStorage } from "./storage.ts";
import type { Tail } from "./tail.ts";
import { TailDelivery } from "./tail-delivery.ts";
import type { Seat, Viewers } from "./viewers.ts";
import type { WindowLedger } from "./windows.ts";

/** What there is to see of an organisation. */
interface Sights {
  storage: LiveStorage;
  windows: WindowLedger;
  sessions: SessionBoard;
  tail: Tail;
}

/** Puts what there is to see into messages, each viewer's with what they may see of it. */
export class Feed {
  readonly #viewers: Viewers;
  readonly #sights: Sights;
  readonly #delivery: TailDelivery;
  /** Who has yet to get the list of running sessions. */
  #activeFor: Seat[] = [];
  #activeTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(viewers: Viewers, sights: Sights) {
    this.#viewers = viewers;
    this.#sights = sights;
    this.#delivery = new TailDelivery(viewers, sights.windows);
  }

  /** Sends what has been in the last ten minutes. `now` is epoch ms. */
  sendSnapshot(seat: Seat, now: number): void {
    // What the snapshot holds must not come once more.
    this.#delivery.flush(now);
    const { windows, sessions, tail } = this.#sights;
    const { sees, filter } = seat.record;
    this.#viewers.sendSnapshot(seat, {
      type: "SNAPSHOT",
      cursor: windows.pushed,
      now,
      windows: windows.recent(now - SNAPSHOT_MS).map((window) => limitWindow(window, sees, now)),
      ...sessions.list(now, sees),
      tail: tail.lines.filter((event) => isSeen(sees, event) && passesFilter(event, filter)),
      alerts: [],
    });
  }

  /** Sends the windows that changed after a cursor, or a snapshot where those are too many or the cursor is none of ours. */
  resume(seat: Seat, cursor: number, now: number): void {
    const { storage, windows } = this.#sights;
    const missed = storage.readWindowsChanged(cursor, MAX_REPLAYED_WINDOWS + 1);
    if (cursor > windows.cursor || missed.length > MAX_REPLAYED_WINDOWS) return this.sendSnapshot(seat, now);
    for (const [at, stored] of missed.entries()) {
      // Who loses the connection here resumes from here: with all that follows, some of which may have changed together with this.
      const told = Math.min(stored.cursor, (missed[at + 1]?.cursor ?? Infinity) - 1);
      const window = limitWindow(stored.window, seat.record.sees, now);
      this.#viewers.send(seat, JSON.stringify(updateOf(window, told, now)), told);
    }
  }

  /** Brings viewers up to date that fell behind and have read on. */
  catchUp(seats: Iterable<Seat>, now: number): void {
    for (const seat of seats) {
      seat.flow.presume(now);
      const { behind, hasCaughtUp } = seat.flow;
      if (behind === undefined || !hasCaughtUp) continue;
      this.sendSnapshot(seat, now);
      this.resume(seat, behind.cursor, now);
    }
  }

  /** Pushes all windows that changed; answers which of them for the last time. */
  pushWindows(starts: readonly number[], now: number): number[] {
    const { windows } = this.#sights;
    for (const [at, start] of starts.entries()) {
      // Only who has heard of the last one has heard of all.
      if (at === starts.length - 1) windows.notePushed();
      const { pushed } = windows;
      const stored = windows.get(start);
      if (stored === undefined) continue;
      this.#viewers.broadcast(
        "metrics",
        pushed,
        (sees) => updateOf(limitWindow(stored.window, sees, now), pushed, now),
      );
    }
    return starts.filter((start) => isFinal({ end: start + LIMITS.windowMs }, now));
  }

  /**
   * Pushes the list of running sessions, the largest message: to some viewers at a time, so that an error does not wait until
   * all of them have it. A round that is under way goes on, or the last of very many would never have their turn.
   */
  pushActive(now: number): void {
    if (this.#activeTimer !== undefined) return;
    this.#activeFor = [...this.#viewers.on("active")];
    this.#pushActiveToSome(now);
  }

  /** Tells nobody any more what this one has to show. Lines that wait go out, they are kept already. */
  stop(): void {
    clearTimeout(this.#activeTimer);
  }

  #pushActiveToSome(now: number): void {
    this.#activeTimer = undefined;
    const { windows, sessions } = this.#sights;
    const some = this.#activeFor.splice(0, ACTIVE_AT_ONCE);
    this.#viewers.sendTo(some, windows.pushed, (sees) => ({ type: "ACTIVE", ...sessions.list(now, sees) }));
    if (this.#activeFor.length === 0) return;
    this.#activeTimer = setTimeout(() => this.#pushActiveToSome(Date.now()), ACTIVE_PAUSE_MS);
  }

  /** Says how many lines the tail has left out lately, to those who see everything: to others it is none of theirs. */
  pushSampling(): void {
    const sampling = this.#sights.tail.drainSampling();
    if (sampling === undefined) return;
    this.#viewers.broadcast(
      "events",
      this.#sights.windows.pushed,
      (sees) => sees === "everything" ? { type: "SAMPLED", ...sampling } : undefined,
    );
  }

  /** Sends tail lines, at once or soon with others. */
  pushTail(lines: readonly TailEvent[], now: number): void {
    this.#delivery.add(lines, now);
  }

  /** Sends what still waits to be sent together. */
  flushTail(now: number): void {
    this.#delivery.flush(now);
  }
}

function updateOf(window: Window, cursor: number, now: number): LiveMessage {
  return { type: "METRIC_UPDATE", cursor, window, state: isFinal(window, now) ? "final" : "partial" };
}

/** Whether a window has closed: most stragglers have come. */
export function isFinal({ end }: Pick<Window, "end">, now: number): boolean {
  return now >= end + LATENESS_MS;
}
