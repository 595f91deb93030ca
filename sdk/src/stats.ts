/** Why an event was dropped. Refusals of the service carry its problem code, or `http_<status>`. */
export type DropReason =
  | "queue_full"
  | "sampled"
  | "redacted"
  | "redact_failed"
  | "invalid"
  | "too_large"
  | "unauthorized"
  | "expired"
  | "closed"
  | "disabled"
  | (string & Record<never, never>);

/** What a client and all its children have done so far. Every tracked event is queued, in flight, sent or dropped. */
export interface Stats {
  /** Events that wait. */
  queued: number;
  /** UTF-8 bytes of events that wait or are in flight. */
  queuedBytes: number;
  /** Events in requests that have no answer yet. */
  inFlight: number;
  /** Events that the service has taken. */
  sent: number;
  /** Requests that were made again. */
  retried: number;
  /** Events of which something was cut to fit. */
  truncated: number;
  /** Events by the reason for which they were dropped. */
  dropped: Partial<Record<DropReason, number>>;
}

/** Counts what becomes of events. */
export class Counters {
  sent = 0;
  retried = 0;
  truncated = 0;
  readonly dropped: Record<string, number> = {};

  drop(reason: DropReason, events = 1): void {
    if (events > 0) this.dropped[reason] = (this.dropped[reason] ?? 0) + events;
  }
}
