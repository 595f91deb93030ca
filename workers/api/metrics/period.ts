import { AppError } from "../../../contract/problem.ts";
import { LIMITS } from "../../../contract/limits.ts";
import {
  defaultInterval,
  type Interval,
  INTERVALS,
  MAX_BUCKETS,
  type PeriodPreset,
  PERIODS,
} from "../../../contract/metrics.ts";
import type { PeriodQuery } from "../../../contract/query.ts";
import type { BucketRule } from "../../../stores/clickhouse/bucket-rule.ts";
import type { TimeRange } from "../../../stores/clickhouse/tenant-query.ts";
import { canonicalTimeZone, findInstant, readWallClock } from "./wall-clock.ts";

/** A stretch of time cut into buckets. Times are epoch ms. */
export interface Period extends TimeRange {
  interval: Interval;
  timeZone: string;
  rule: BucketRule;
  /** Start of each bucket. */
  buckets: number[];
  /** Index of the first bucket that is not over yet, or `null`. */
  partialFrom: number | null;
  /** Length that was asked for, before `from` was moved to the start of its bucket. */
  nominalMs: number;
}

/** Earlier than any event. The store's clock knows no years before 1970, and a comparison looks back from here. */
const EARLIEST = Date.UTC(2000, 0);

/** Widths whose buckets follow the clock on the wall; shorter ones are the same by elapsed time. */
const WALL_INTERVALS: readonly Interval[] = ["6h", "1d"];

/**
 * The period that a question is about: it begins at the start of a bucket and ends now, or where the question says.
 * Throws INVALID_QUERY with a pointer to the parameter that makes no sense.
 */
export function resolvePeriod(query: PeriodQuery, now: number): Period {
  const timeZone = canonicalTimeZone(query.time_zone);
  if (timeZone === undefined) throw invalid("/time_zone", `${JSON.stringify(query.time_zone)} is not a time zone.`);
  const { start, end } = readRange(query, now);
  const interval = query.interval ?? defaultInterval(end - start);
  const widthMs = INTERVALS[interval];
  // Two more, for the first bucket moved back to its start and for days of 23 hours.
  if ((end - start) / widthMs > MAX_BUCKETS - 2) {
    throw invalid("/interval", `${interval} makes more than ${MAX_BUCKETS} buckets; choose a wider one.`);
  }
  const rule = bucketRule(start, interval, timeZone);
  const edges = bucketEdges(rule, end);
  const partial = edges.findIndex((edge, i) => i > 0 && edge > Math.min(now, end));
  return {
    from: edges[0] ?? start,
    to: end,
    interval,
    timeZone: query.time_zone,
    rule,
    buckets: edges.slice(0, -1),
    partialFrom: partial === -1 ? null : partial - 1,
    nominalMs: end - start,
  };
}

function readRange(query: PeriodQuery, now: number): { start: number; end: number } {
  if (query.from === undefined && query.to !== undefined) throw invalid("/from", "`to` needs a `from`.");
  if (query.from === undefined) {
    if (query.period === "custom") throw invalid("/from", "A custom period needs `from`.");
    return { start: now - PERIODS[query.period satisfies PeriodPreset], end: now };
  }
  const start = Date.parse(query.from);
  const end = query.to === undefined ? now : Date.parse(query.to);
  if (start >= end) throw invalid("/from", "`from` has to be before `to`.");
  if (start < EARLIEST) throw invalid("/from", "`from` has to be in 2000 or later: no event is older.");
  if (start > now + LIMITS.eventFutureMs) {
    throw invalid("/from", "`from` lies so far ahead that no event can be there.");
  }
  return { start, end };
}

function bucketRule(start: number, interval: Interval, timeZone: string): BucketRule {
  const widthMs = INTERVALS[interval];
  const reading = readWallClock(start, timeZone);
  const floored = Math.floor(reading / widthMs) * widthMs;
  if (WALL_INTERVALS.includes(interval)) return { kind: "wall", origin: floored, widthMs, timeZone };
  return { kind: "elapsed", origin: start - (reading - floored), widthMs };
}

/** Where buckets begin, up to and including the end of the bucket that holds the last instant before `end`. */
function bucketEdges(rule: BucketRule, end: number): number[] {
  const edges: number[] = [];
  for (let i = 0; edges.length === 0 || (edges.at(-1) ?? 0) < end; i++) {
    const edge = rule.origin + i * rule.widthMs;
    edges.push(rule.kind === "elapsed" ? edge : findInstant(edge, rule.timeZone));
  }
  return edges;
}

function invalid(pointer: string, detail: string): AppError {
  return new AppError("INVALID_QUERY", detail, { places: [{ pointer, detail }] });
}
