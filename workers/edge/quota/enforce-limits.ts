import { AppError } from "../../../contract/problem.ts";
import type { QuotaObject } from "../../../contract/quota.ts";
import type { ActiveKey } from "../auth/authenticate.ts";
import { type Admission, Gate } from "./gate.ts";

/** Finds an organisation's quota object, for the request at hand. */
export type FindQuotaObject = (key: ActiveKey) => QuotaObject;

const MAX_GATES = 10_000;
const gates = new Map<string, Gate>();

/** The gate of the organisation that a key belongs to, under the limits that the key's verdict states. */
export function gateOf(key: ActiveKey): Gate {
  const known = gates.get(key.org_id);
  if (known !== undefined) {
    known.limits = key.limits;
    return known;
  }
  if (gates.size >= MAX_GATES) gates.clear();
  const gate = new Gate(key.limits);
  gates.set(key.org_id, gate);
  return gate;
}

/** Fails with `RATE_LIMITED` or `QUOTA_EXCEEDED` when an admission was refused. */
export function requireAdmitted(admission: Admission | undefined, key: ActiveKey): void {
  if (admission?.refused === undefined) return;
  const isMonth = admission.refused === "month";
  throw new AppError(
    isMonth ? "QUOTA_EXCEEDED" : "RATE_LIMITED",
    isMonth
      ? `The organisation has sent its ${key.limits.events_per_month} events of this month.`
      : `The organisation sends more than ${key.limits.events_per_second} events a second or ${key.limits.requests_per_minute} requests a minute.`,
    { retryAfterSeconds: Math.ceil(admission.retryAfterMs / 1000), headers: limitHeaders(admission, key) },
  );
}

/** `RateLimit-*` of an answer: events a second, how many of them are left, and seconds until they are renewed. */
export function limitHeaders(admission: Admission, key: ActiveKey): Record<string, string> {
  return {
    "ratelimit-limit": String(key.limits.events_per_second),
    "ratelimit-remaining": String(admission.remainingEvents),
    "ratelimit-reset": String(Math.max(1, Math.ceil(admission.retryAfterMs / 1000))),
  };
}
