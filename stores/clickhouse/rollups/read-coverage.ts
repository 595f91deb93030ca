import { bucketNumber, type BucketRule } from "../bucket-rule.ts";
import type { TimeCut } from "../dimension.ts";
import type { EventReader } from "../event-reader.ts";
import { type EventScope, ledgerQuery, type TenantQuery, type TimeRange } from "../tenant-query.ts";
import { ceil, type Coverage, divide, elapsedCuts, floor, type Gaps, HOUR_MS, isWall, isWithin } from "./coverage.ts";
import { FROZEN_AGE_MS, NOTHING } from "./frozen.ts";

/** A day of what is known, with its hours. */
interface Row {
  /** Seconds since 1970. */
  day: number;
  /** Start in seconds since 1970, version, and whether the aggregate lacks something. */
  hours: [start: number, version: string, lacks: number][];
  day_version: string;
  is_whole: number;
}

/** Text of more pairs than these takes longer to read than it takes to look them up. */
const MAX_NAMED = 1_000;

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
  return coverageOf(range, gaps, await readLedgers(reader, ledgerRows(tenant, whole, walls), signal));
}

/** Asks the ledgers, or takes what they have told this reader already. */
async function readLedgers(
  reader: EventReader,
  query: TenantQuery<Row>,
  signal: AbortSignal,
): Promise<readonly Row[]> {
  const { ledgers } = reader;
  if (ledgers === undefined) return await reader.rows(query, signal);
  const { frozen_before: _now, ...params } = query.params;
  const key = JSON.stringify([query.tenant.region, query.text, params]);
  const known = ledgers.get(key) as Promise<Row[]> | undefined;
  const rows = known ?? reader.rows(query, signal);
  ledgers.set(key, rows);
  return await rows;
}

function coverageOf(range: TimeRange, cuts: Gaps, known: readonly Row[]): Coverage | undefined {
  const hours = known.flatMap((row) =>
    row.hours.map(([start, version, lacks]) => ({ start: start * 1_000, version, lacks: lacks === 1 }))
  );
  const days = known.map(({ day, day_version, is_whole }) => {
    return { start: day * 1_000, version: day_version, lacks: is_whole === 0 };
  });
  const startsOf = (list: typeof hours) => list.filter(({ lacks }) => lacks).map(({ start }) => start);
  const coverage = divide(range, {
    hours: [...cuts.hours, ...startsOf(hours)],
    days: [...cuts.days, ...startsOf(days)],
  });
  if (coverage.hours.length + coverage.days.length === 0) return undefined;
  const counted = (list: typeof hours, ranges: readonly TimeRange[]) =>
    list.filter(({ start, lacks }) => !lacks && isWithin(ranges, start));
  const versions = { hours: counted(hours, coverage.hours), days: counted(days, coverage.days) };
  return versions.hours.length + versions.days.length > MAX_NAMED ? coverage : { ...coverage, versions };
}

const QUARTER_MS = HOUR_MS / 4;

/**
 * What the ledgers and the events say of each day with events, in one reading of each; and days of which nothing can be used, or
 * hours, because a clock on the wall cuts them.
 */
function ledgerRows(tenant: EventScope["tenant"], range: TimeRange, walls: readonly BucketRule[]): TenantQuery<Row> {
  const [wall] = walls;
  const cut = wall === undefined ? undefined : wallCuts(wall);
  return ledgerQuery<Row>(
    tenant,
    range,
    // An hour whose events are partly past their keeping is left as it was aggregated.
    ({ touchedHours, rolledHours, rolledDays }) =>
      `SELECT toUnixTimestamp(toStartOfDay(start)) AS day,
  groupArrayIf((toUnixTimestamp(start), toString(version), lacks), unit = 'hour') AS hours,
  toString(maxIf(version, unit = 'day')) AS day_version,
  sipHash64(arraySort(groupArrayIf((start, version), is_known))) = max(fingerprint) AS is_whole
FROM (
  SELECT 'hour' AS unit, start, max(known_version) AS version, max(known) AS is_known, toUInt64(0) AS fingerprint,
    toUInt8((max(touched_at) > max(covers) AND (max(covers) = ${NOTHING} OR toUnixTimestamp(start) >= {frozen_before:Int64}))
      OR (is_known AND max(covers) = ${NOTHING})) AS lacks
  FROM (
    SELECT start, touched_at, toUInt64(0) AS known_version, ${NOTHING} AS covers, toUInt8(0) AS known FROM ${touchedHours}
    UNION ALL SELECT start, ${NOTHING}, version, covers, toUInt8(1) FROM ${rolledHours}
  ) GROUP BY start
  UNION ALL SELECT 'day', start, version, toUInt8(0), fingerprint, toUInt8(0) FROM ${rolledDays}
) GROUP BY day${cut === undefined ? "" : `\nUNION ALL ${cut.sql}`}`,
    { ...cut?.params, frozen_before: Math.floor((Date.now() - FROZEN_AGE_MS) / 1_000) },
  );
}

/** Hours, and days, that a clock on the wall cuts: those whose quarters do not all lie in the same bucket. */
function wallCuts(rule: BucketRule): { sql: string; params: ReturnType<typeof bucketNumber>["params"] } {
  const { sql, params } = bucketNumber(rule);
  const quarters = `SELECT fromUnixTimestamp64Milli({range_from:Int64} + number * ${QUARTER_MS}, 'UTC') AS timestamp,
    toStartOfHour(timestamp) AS hour, toStartOfDay(timestamp) AS day, ${sql} AS bucket
  FROM numbers(intDiv({range_to:Int64} - {range_from:Int64}, ${QUARTER_MS}))`;
  const cut = (unit: "hour" | "day", hours: string) =>
    `SELECT toUnixTimestamp(toStartOfDay(${unit})), ${hours}, '0', toUInt8(0) FROM (${quarters})
GROUP BY ${unit} HAVING min(bucket) != max(bucket)`;
  const lacking = "[(toUnixTimestamp(hour), '0', toUInt8(1))]";
  return {
    sql: `${cut("hour", lacking)}\nUNION ALL ${cut("day", `arrayPopFront(${lacking.replace("hour", "day")})`)}`,
    params,
  };
}
