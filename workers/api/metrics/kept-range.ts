import { LIMITS } from "../../../contract/limits.ts";
import type { TimeRange } from "../../../stores/clickhouse/tenant-query.ts";

/** All the time that an event can be of; `now` is epoch ms. */
export function keptRange(now: number): TimeRange {
  return { from: now - LIMITS.eventAgeMs, to: now + LIMITS.eventFutureMs };
}
