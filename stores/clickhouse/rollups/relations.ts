import type { TimeRange } from "../tenant-query.ts";
import { type Computed, type Coverage, DAY_MS, floor, HOUR_MS } from "./coverage.ts";
import type { Source } from "./sources.ts";

/** A number that may stand in the text of a query. */
function wholeNumber(value: number): string {
  if (!Number.isSafeInteger(value)) throw new RangeError(`a query needs a whole number, and got ${value}`);
  return String(value);
}

/**
 * The rows of a rollup in the hours and days of a coverage, with the start of each as `timestamp`: those of the computations that
 * count, or of any.
 */
export function rollupRelation(
  { name }: Source,
  { hours, days, versions }: Omit<Coverage, "versions"> & { versions?: Coverage["versions"] | "any" },
  conditions: readonly string[],
  own: string,
): string {
  const named = versions === "any" ? undefined : versions;
  const units = [
    { table: `${name}_hourly`, ledger: "rolled_hours", ranges: hours, unitMs: HOUR_MS, computed: named?.hours },
    { table: `${name}_daily`, ledger: "rolled_days", ranges: days, unitMs: DAY_MS, computed: named?.days },
  ] as const;
  const parts = units.filter(({ ranges }) => ranges.length > 0).map(({ table, ledger, ranges, unitMs, computed }) => {
    const inRanges = startsIn(ranges, unitMs);
    const inLedger = `(start, version) IN (SELECT start, version FROM ${ledger} FINAL WHERE ${own} AND ${inRanges})`;
    const counts = versions === "any" ? [] : [computed === undefined ? inLedger : isComputed(computed)];
    return `SELECT *, toDateTime64(start, 3, 'UTC') AS timestamp FROM ${table}
  WHERE ${[...conditions, inRanges, ...counts].join(" AND ")}`;
  });
  return `(${parts.join("\nUNION ALL ")})`;
}

/** Whether a row is of the computation that counts. Two lists are read faster than a list of pairs. */
function isComputed(list: readonly Computed[]): string {
  if (list.length === 0) return "false";
  const starts = list.map(({ start }) => wholeNumber(start / 1_000));
  const versions = list.map(({ version }) => digits(version));
  return `version = transform(toUInt32(start), [${starts.join(", ")}], [${versions.join(", ")}], toUInt64(0))`;
}

/** A number of 64 bits that may stand in the text of a query. */
function digits(version: string): string {
  if (!/^\d{1,20}$/.test(version)) throw new RangeError("a query needs the number of a computation");
  return version;
}

/** More stretches than these are compared one by one more slowly than hours are looked up. */
const MAX_COMPARED = 6;

/** The condition that a timestamp of a period lies in one of its stretches, which begin and end with hours or with it. */
export function timestampIn(ranges: readonly TimeRange[]): string {
  if (ranges.length > MAX_COMPARED) return `toStartOfHour(timestamp) IN (${listStarts(ranges, HOUR_MS)})`;
  const bound = (instant: number) => `fromUnixTimestamp64Milli(${wholeNumber(instant)}, 'UTC')`;
  return `(${ranges.map(({ from, to }) => `timestamp >= ${bound(from)} AND timestamp < ${bound(to)}`).join(" OR ")})`;
}

/** The condition that a row of a rollup lies in one of some stretches of whole hours, or days. */
function startsIn(ranges: readonly TimeRange[], unitMs: number): string {
  if (ranges.length > MAX_COMPARED) return `start IN (${listStarts(ranges, unitMs)})`;
  const bound = (instant: number) => `toDateTime(${wholeNumber(instant / 1_000)}, 'UTC')`;
  return `(${ranges.map(({ from, to }) => `start >= ${bound(from)} AND start < ${bound(to)}`).join(" OR ")})`;
}

/** The hours, or days, that some stretches touch, in seconds since 1970. */
function listStarts(ranges: readonly TimeRange[], unitMs: number): string {
  const starts: string[] = [];
  for (const { from, to } of ranges) {
    for (let at = floor(from, unitMs); at < to; at += unitMs) starts.push(wholeNumber(at / 1_000));
  }
  return starts.join(", ");
}

const START_IN_PERIOD = `start >= fromUnixTimestamp64Milli({range_from:Int64}, 'UTC')
  AND start < fromUnixTimestamp64Milli({range_to:Int64}, 'UTC')`;

/** The versions of hours, so that a day can tell whether it was made of these: an aggregate over rows of `rolled_hours`. */
export const FINGERPRINT = "sipHash64(arraySort(groupArray((start, version))))";

/** What is known of one tenant's hours and days in a period, given the condition of being that tenant's. */
export function ledgerRelations(own: string) {
  return {
    /** Hours with events, and when they were last written into. Read from the projection of that name. */
    touchedHours: `(SELECT toStartOfHour(timestamp) AS start, max(inserted_at) AS touched_at FROM events
  WHERE ${own} AND toStartOfHour(timestamp) >= toDateTime(intDiv({range_from:Int64}, 1000), 'UTC')
    AND toStartOfHour(timestamp) < toDateTime(intDiv({range_to:Int64}, 1000), 'UTC')
  GROUP BY start)`,
    rolledHours: `(SELECT start, version, covers FROM rolled_hours FINAL WHERE ${own} AND ${START_IN_PERIOD})`,
    rolledDays: `(SELECT start, version, fingerprint FROM rolled_days FINAL WHERE ${own} AND ${START_IN_PERIOD})`,
  };
}
