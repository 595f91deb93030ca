import type { RegionAccess } from "../../../stores/clickhouse/ask-region.ts";
import { commitDays, commitHours, readDayStates } from "../../../stores/clickhouse/rollups/commit-rollups.ts";
import { findStaleDays } from "../../../stores/clickhouse/rollups/find-stale-days.ts";
import { findTouchedHours, type TouchedHour } from "../../../stores/clickhouse/rollups/find-touched-hours.ts";
import type { OrgStart } from "../../../stores/clickhouse/rollups/org-start.ts";
import { readWatermark } from "../../../stores/clickhouse/rollups/read-watermark.ts";
import { rollDays, rollHours } from "../../../stores/clickhouse/rollups/roll-hours.ts";

/** Rows of events that are aggregated in one go. */
const MAX_ROWS = 5_000_000;

/** What a pass came to. */
export interface Pass {
  /** How many hours or days were aggregated. */
  rolled: number;
  /** Whether there was nothing more to do. */
  done: boolean;
}

/**
 * Aggregates some of the hours that need it, the newest first. It may be cut off anywhere, run twice and run beside itself: rows
 * count from the moment they are committed, and say how far back insertions are in them.
 */
export async function rollTouchedHours(clickhouse: RegionAccess, marginSeconds?: number): Promise<Pass> {
  // Read before the events are: what is inserted in between is in them or not, and touches the hour either way.
  const watermark = await readWatermark(clickhouse, marginSeconds);
  const touched = await findTouchedHours(clickhouse, watermark.insertedBefore);
  if (touched.length === 0) return { rolled: 0, done: true };
  const hours = takeRows(touched);
  await rollHours(clickhouse, hours, watermark.version);
  await commitHours(clickhouse, hours, watermark);
  return { rolled: hours.length, done: false };
}

/** As many hours as have a bearable number of rows together, and at least one. */
function takeRows(hours: readonly TouchedHour[]): OrgStart[] {
  let rows = 0;
  const end = hours.findIndex((hour, i) => (rows += hour.rows) > MAX_ROWS && i > 0);
  return hours.slice(0, end === -1 ? hours.length : end).map(({ orgId, start }) => ({ orgId, start }));
}

/** Aggregates some of the days whose hours have changed, the newest first. Days whose hours change meanwhile are left. */
export async function rollStaleDays(clickhouse: RegionAccess): Promise<Pass> {
  const days = await findStaleDays(clickhouse);
  if (days.length === 0) return { rolled: 0, done: true };
  const before = await readDayStates(clickhouse, days);
  const { version } = await readWatermark(clickhouse);
  await rollDays(clickhouse, days, version);
  const after = await readDayStates(clickhouse, days);
  const unchanged = before.filter((day) => {
    return after.some(({ orgId, start, fingerprint }) => {
      return orgId === day.orgId && start === day.start && fingerprint === day.fingerprint;
    });
  });
  if (unchanged.length > 0) await commitDays(clickhouse, unchanged, version);
  return { rolled: unchanged.length, done: false };
}
