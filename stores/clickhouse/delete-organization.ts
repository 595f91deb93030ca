import { askRows, type RegionAccess, tellRegion } from "./ask-region.ts";

/**
 * Deletes every row of an organisation, from whatever tables name one, by rewriting their parts, and waits for it. Views have
 * no rows of their own.
 */
export async function deleteOrganizationRows(access: RegionAccess, orgId: string): Promise<number> {
  const tables = await askRows<{ table: string }>(access, {
    text: `SELECT table FROM system.columns WHERE database = currentDatabase() AND name = 'org_id'
AND table IN (SELECT name FROM system.tables WHERE database = currentDatabase() AND engine LIKE '%MergeTree') ORDER BY table`,
  });
  for (const { table } of tables) {
    await tellRegion(access, {
      // A name of the schema, which a parameter can be as an identifier.
      text: "ALTER TABLE {table:Identifier} DELETE WHERE org_id = {org:String}",
      params: { table, org: orgId },
      settings: { mutations_sync: 2 },
    });
  }
  return tables.length;
}
