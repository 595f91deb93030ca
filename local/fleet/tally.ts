import type { Stats } from "../../sdk/src/index.ts";

/** What a fleet has achieved so far. */
export interface Tally {
  /** Events that the edge has taken. */
  sent: number;
  /** Events that the edge refused. */
  rejected: number;
  /** Events that nobody took in time, or that the edge does not take from this fleet. */
  failed: number;
  /** Events that had no room. */
  dropped: number;
  /** Events that wait for an answer or for their turn. */
  waiting: number;
  retries: number;
  /** The last thing that clients warned of. */
  complaint?: string | undefined;
}

/** Adds up what the fleets' clients say. */
export function tally(stats: readonly Stats[], complaint?: string): Tally {
  const sum: Tally = { sent: 0, rejected: 0, failed: 0, dropped: 0, waiting: 0, retries: 0, complaint };
  for (const { sent, queued, inFlight, retried, dropped } of stats) {
    sum.sent += sent;
    sum.waiting += queued + inFlight;
    sum.retries += retried;
    for (const [reason, events = 0] of Object.entries(dropped)) {
      if (reason === "queue_full") sum.dropped += events;
      else if (reason === "unauthorized" || reason === "expired") sum.failed += events;
      else sum.rejected += events;
    }
  }
  return sum;
}
