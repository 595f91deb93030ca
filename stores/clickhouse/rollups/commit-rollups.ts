import { askRows, type RegionAccess, tellRegion } from "../ask-region.ts";
import { bindStarts, HOURS_OF_DAYS, type OrgStart } from "./org-start.ts";
import { FINGERPRINT } from "./relations.ts";
import type { Watermark } from "./read-watermark.ts";

/** Makes the rows count that were written for some hours under the watermark's version. */
export async function commitHours(
  access: RegionAccess,
  hours: readonly OrgStart[],
  { version, insertedBefore }: Watermark,
): Promise<void> {
  // The stamp orders computations by their beginnings: one that began earlier never takes the place of a later one.
  await insertRows(access, "rolled_hours", hours, (hour) => ({
    ...hour,
    stamp: version,
    version,
    covers: microsToText(insertedBefore),
  }));
}

/** A day, and what its hours are. */
export interface DayState extends OrgStart {
  fingerprint: string;
}

/** Makes the rows count that were written for some days under a version. */
export async function commitDays(access: RegionAccess, days: readonly DayState[], version: string): Promise<void> {
  await insertRows(access, "rolled_days", days, ({ fingerprint, ...day }) => ({
    ...day,
    stamp: version,
    version,
    fingerprint,
  }));
}

/** What the hours of some days are at the moment. */
export async function readDayStates(access: RegionAccess, days: readonly OrgStart[]): Promise<DayState[]> {
  const rows = await askRows<{ org_id: string; at: number; fingerprint: string }>(access, {
    text: `SELECT org_id, toUnixTimestamp(toStartOfDay(start)) AS at, ${FINGERPRINT} AS fingerprint
FROM rolled_hours FINAL WHERE ${HOURS_OF_DAYS} GROUP BY org_id, at`,
    body: bindStarts(days),
  });
  return rows.map(({ org_id, at, fingerprint }) => ({ orgId: org_id, start: at, fingerprint }));
}

async function insertRows<T extends OrgStart>(
  access: RegionAccess,
  table: "rolled_hours" | "rolled_days",
  list: readonly T[],
  describe: (each: Omit<T, "orgId"> & { start: number }) => Record<string, string | number>,
): Promise<void> {
  const lines = list.map(({ orgId, ...rest }) => JSON.stringify({ org_id: orgId, ...describe(rest) }));
  await tellRegion(access, { text: `INSERT INTO ${table} FORMAT JSONEachRow`, body: lines.join("\n") });
}

/** Microseconds since 1970 as a number with six decimals, which a column of that precision reads without loss. */
function microsToText(micros: string): string {
  return `${micros.slice(0, -6)}.${micros.slice(-6)}`;
}
