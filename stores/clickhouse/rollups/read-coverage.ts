import { bucketNumber, type BucketRule } from "../bucket-rule.ts";
import type { TimeCut } from "../dimension.ts";
import type { EventReader } from "../event-reader.ts";
import { type EventScope, ledgerQuery, type TenantQuery, type TimeRange } from "../tenant-query.ts";
import { ceil, type Coverage, divide, elapsedCuts, floor, HOUR_MS, isWall } from "./coverage.ts";
import { FROZEN_AGE_MS, NOTHING } from "./frozen.ts";
import { FINGERPRINT } from "./relations.ts";

interface Row {
  unit: "hour" | "day";
  at: string | number;
}

/**
 * How a scope's period is divided between rollups and events, for a question that cuts time in some ways; `undefined` where
 * there are events only. What it says holds from then on: hours that are written into later are answered as they were.
 */
export async function readCoverage(
  reader: EventReader,
  { tenant, range }: EventScope,
  cuts: readonly TimeCut[],
  signal: AbortSignal,
): Promise<Coverage | undefined> {
  const whole = { from: ceil(range.from, HOUR_MS), to: floor(range.to, HOUR_MS) };
  if (whole.from >= whole.to) return undefined;
  const gaps: { hours: number[]; days: number[] } = { hours: [], days: [] };
  for (const cut of cuts) {
    const found = elapsedCuts(range, cut);
    if (found === undefined) return undefined;
    gaps.hours.push(...found.hours);
    gaps.days.push(...found.days);
  }
  const walls = cuts.flatMap((cut) => "rule" in cut && isWall(cut) ? [cut.rule] : []);
  // A wall's clock is moved by quarters of an hour; narrower buckets than these are cut by no clock there is.
  if (walls.some(({ widthMs }) => widthMs % QUARTER_MS !== 0)) return undefined;
  for (const { unit, at } of await reader.rows(gapsQuery(tenant, whole, walls), signal)) {
    gaps[unit === "hour" ? "hours" : "days"].push(Number(at) * 1_000);
  }
  const coverage = divide(range, gaps);
  return coverage.hours.length + coverage.days.length === 0 ? undefined : coverage;
}

const QUARTER_MS = HOUR_MS / 4;

function gapsQuery(tenant: EventScope["tenant"], range: TimeRange, walls: readonly BucketRule[]): TenantQuery<Row> {
  const [wall] = walls;
  const cut = wall === undefined ? undefined : wallCuts(wall);
  return ledgerQuery<Row>(
    tenant,
    range,
    ({ touchedHours, rolledHours, rolledDays }) =>
      [
        // An hour whose events are partly past their keeping is left as it was aggregated.
        `SELECT 'hour' AS unit, toUnixTimestamp(start) AS at
FROM ${touchedHours} AS touched LEFT JOIN ${rolledHours} AS rolled USING (start)
WHERE touched_at > covers AND (covers = ${NOTHING} OR toUnixTimestamp(start) >= {frozen_before:Int64})`,
        `SELECT 'hour', toUnixTimestamp(start) FROM ${rolledHours} WHERE covers = ${NOTHING}`,
        `SELECT 'day', toUnixTimestamp(day)
FROM (SELECT toStartOfDay(start) AS day, ${FINGERPRINT} AS made_of FROM ${rolledHours} GROUP BY day) AS present
LEFT JOIN ${rolledDays} AS rolled ON rolled.start = present.day WHERE made_of != fingerprint`,
        ...(cut === undefined ? [] : [cut.sql]),
      ].join("\nUNION ALL "),
    { ...cut?.params, frozen_before: Math.floor((Date.now() - FROZEN_AGE_MS) / 1_000) },
  );
}

/** Hours, and days, that a clock on the wall cuts: those whose quarters do not all lie in the same bucket. */
function wallCuts(rule: BucketRule): { sql: string; params: ReturnType<typeof bucketNumber>["params"] } {
  const { sql, params } = bucketNumber(rule);
  const quarters = `SELECT fromUnixTimestamp64Milli({range_from:Int64} + number * ${QUARTER_MS}, 'UTC') AS timestamp,
    toStartOfHour(timestamp) AS hour, toStartOfDay(timestamp) AS day, ${sql} AS bucket
  FROM numbers(intDiv({range_to:Int64} - {range_from:Int64}, ${QUARTER_MS}))`;
  const cut = (unit: "hour" | "day") =>
    `SELECT '${unit}', toUnixTimestamp(${unit}) FROM (${quarters}) GROUP BY ${unit} HAVING min(bucket) != max(bucket)`;
  return { sql: `${cut("hour")}\nUNION ALL ${cut("day")}`, params };
}
