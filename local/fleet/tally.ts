import type { Posted } from "./post-batch.ts";

/** What a fleet has achieved so far. */
export class Tally {
  sent = 0;
  accepted = 0;
  rejected = 0;
  retries = 0;
  /** Events of batches that were refused or that nobody took. */
  failed = 0;
  /** Why the last of those was. */
  complaint: string | undefined;
  /** Set when the edge will not take anything from this fleet: its key is wrong. */
  isUnwelcome = false;

  add(events: number, posted: Posted): void {
    this.sent += events;
    this.retries += posted.retries;
    if (posted.outcome === "taken") {
      this.accepted += posted.accepted;
      this.rejected += posted.rejected;
      return;
    }
    this.failed += events;
    this.complaint = posted.detail;
    this.isUnwelcome ||= posted.outcome === "refused" && (posted.status === 401 || posted.status === 403);
  }
}
