import { askRows, type RegionAccess, tellRegion } from "./ask-region.ts";

/** Tables with a time of their own whose rows are detail. */
const DETAIL = [{ table: "events", time: "timestamp" }, { table: "ingestion_warnings", time: "at" }] as const;

/** Deletes an organisation's detail of before an instant (epoch ms) and answers how many rows there were. */
export async function deleteDetailBefore(access: RegionAccess, orgId: string, before: number): Promise<number> {
  let deleted = 0;
  for (const { table, time } of DETAIL) {
    const condition = `org_id = {org:String} AND ${time} < fromUnixTimestamp64Milli({before:Int64}, 'UTC')`;
    const params = { org: orgId, before };
    const [row] = await askRows<{ n: string }>(access, {
      text: `SELECT count() AS n FROM ${table} WHERE ${condition}`,
      params,
    });
    const rows = Number(row?.n ?? 0);
    // A deletion rewrites parts, even where there is nothing to delete.
    if (rows === 0) continue;
    await tellRegion(access, { text: `DELETE FROM ${table} WHERE ${condition}`, params });
    deleted += rows;
  }
  return deleted;
}
