import { askRows, type RegionAccess } from "../ask-region.ts";
import { MAX_LISTED, type OrgStart } from "./org-start.ts";
import { FINGERPRINT } from "./relations.ts";

/** Days that are over and whose aggregate is not made of their hours as they are now, the newest first. */
export async function findStaleDays(access: RegionAccess): Promise<OrgStart[]> {
  const rows = await askRows<{ org_id: string; at: number }>(access, {
    text: `SELECT org_id, toUnixTimestamp(day) AS at FROM (
  SELECT org_id, toStartOfDay(start) AS day, ${FINGERPRINT} AS made_of FROM rolled_hours FINAL
  WHERE start < toStartOfDay(now('UTC')) GROUP BY org_id, day
) AS present LEFT JOIN (SELECT org_id, start, fingerprint FROM rolled_days FINAL) AS rolled
  ON rolled.org_id = present.org_id AND rolled.start = present.day
WHERE made_of != fingerprint ORDER BY day DESC, org_id LIMIT ${MAX_LISTED}`,
  });
  return rows.map(({ org_id, at }) => ({ orgId: org_id, start: at }));
}
