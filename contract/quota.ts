/** What an organisation may send. */
export interface OrgLimits {
  /** Events a second, averaged over a second. */
  events_per_second: number;
  /** Requests a minute, averaged over ten seconds. */
  requests_per_minute: number;
  /** Events in a calendar month, UTC; `null` without a limit. */
  events_per_month: number | null;
}

/** What applies where an organisation has no limits of its own. */
export const DEFAULT_LIMITS: OrgLimits = {
  events_per_second: 10_000,
  requests_per_minute: 60_000,
  events_per_month: null,
};

/** What an isolate of the edge tells an organisation's quota object, and asks of it. */
export interface LeaseRequest {
  limits: OrgLimits;
  /** Let through without a lease since the last call. */
  used: Spending;
  /** Leased before and not needed. */
  returned: Spending;
  /** Wanted now. */
  wanted: Spending;
}

/** Events and the requests that carried them. */
export interface Spending {
  events: number;
  requests: number;
}

/** Why nothing is leased. */
export type QuotaRefusal = "rate" | "month";

/** The object's answer. */
export interface Lease {
  granted: Spending;
  /** Set when nothing was granted. */
  refused?: QuotaRefusal;
  /** Milliseconds until something may be granted again. */
  retry_after_ms: number;
  /** Events that may still be sent in this second, by all isolates together. */
  remaining_events: number;
}

/** What an organisation's quota object takes over RPC. */
export interface QuotaObject {
  lease(request: LeaseRequest): Promise<Lease>;
}
