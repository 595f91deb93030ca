import type { PeriodQuery } from "../../../contract/query.ts";
import type { BucketRule } from "../../../stores/clickhouse/bucket-rule.ts";
import type { TimeRange } from "../../../stores/clickhouse/tenant-query.ts";
import type { Period } from "./period.ts";
import { findInstant, readWallClock } from "./wall-clock.ts";

const WEEK_MS = 7 * 24 * 3_600_000;

/** The period of the same length just before; what totals are compared with. */
export function previousRange({ from, to }: TimeRange): TimeRange {
  return { from: from - (to - from), to: from };
}

/** A period laid back in time, and how its events are put under the buckets of the period itself. */
export interface ShiftedPeriod extends TimeRange {
  shiftMs: number;
  rule: BucketRule;
}

/**
 * What a series is compared with, or `null`: by `previous` the stretch just before, by `weekday` the same weekdays in whole
 * weeks before (7 days for 24 hours and 7 days, 28 for 30, 91 for 90). Noon is laid over noon, also across a change to or
 * from summer time.
 */
export function comparedPeriod(period: Period, compare: PeriodQuery["compare"]): ShiftedPeriod | null {
  if (compare === "none") return null;
  const shiftMs = compare === "previous"
    ? period.to - period.from
    : Math.max(1, Math.round(period.nominalMs / WEEK_MS)) * WEEK_MS;
  const { rule, timeZone } = period;
  const layBack = (instant: number) => findInstant(readWallClock(instant, timeZone) - shiftMs, timeZone);
  const from = layBack(period.from);
  return {
    from,
    to: layBack(period.to),
    shiftMs,
    rule: rule.kind === "elapsed" ? { ...rule, origin: from } : { ...rule, origin: rule.origin - shiftMs },
  };
}
