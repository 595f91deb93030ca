import { askRows, type RegionAccess } from "../ask-region.ts";
import { FROZEN_AGE_MS, NOTHING } from "./frozen.ts";
import { MAX_LISTED, type OrgStart } from "./org-start.ts";

/** An hour whose aggregate lacks something. */
export interface TouchedHour extends OrgStart {
  /** Rows of events in it, replaced ones among them. */
  rows: number;
}

/**
 * Hours that are over and were written into or marked since they were aggregated, the newest first. Hours that are being written into
 * are left out: they would not be up to date afterwards either.
 * @param insertedBefore as a watermark tells it
 */
export async function findTouchedHours(access: RegionAccess, insertedBefore: string): Promise<TouchedHour[]> {
  const rows = await askRows<{ org_id: string; at: number; events: string }>(access, {
    text: `SELECT org_id, toUnixTimestamp(start) AS at, events FROM (
  SELECT org_id, toStartOfHour(timestamp) AS start, max(inserted_at) AS touched_at, count() AS events FROM events
  WHERE toStartOfHour(timestamp) >= now() - {frozen_seconds:UInt32} GROUP BY org_id, start
) AS touched FULL JOIN (SELECT org_id, start, covers FROM rolled_hours FINAL) AS rolled USING (org_id, start)
WHERE start >= now() - {frozen_seconds:UInt32} AND start <= now() - 3600
  AND (touched_at > covers OR covers = ${NOTHING})
  AND touched_at < fromUnixTimestamp64Micro({inserted_before:Int64}, 'UTC')
ORDER BY start DESC, org_id LIMIT ${MAX_LISTED}`,
    params: { inserted_before: insertedBefore, frozen_seconds: FROZEN_AGE_MS / 1_000 },
  });
  return rows.map(({ org_id, at, events }) => ({ orgId: org_id, start: at, rows: Number(events) }));
}
