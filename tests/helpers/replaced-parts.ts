import type { Region } from "../../contract/tenant.ts";
import type { DevFacts } from "../../local/dev-facts.ts";
import { NAMING_TABLES } from "../../stores/clickhouse/erase-events.ts";
import { askClickHouse } from "./stack-client.ts";
import type { TestTenant } from "./tenant.ts";

const IN_TABLES = `database = currentDatabase() AND table IN (${NAMING_TABLES.map((name) => `'${name}'`).join()})`;

/** For how many seconds replaced parts stay on the disk, of each table whose rows name people. */
export async function lifetimesOfParts(facts: DevFacts, region: Region): Promise<Record<string, number>> {
  const rows = await askClickHouse<{ table: string; seconds: number }>(
    facts,
    region,
    `SELECT name AS table, toUInt32(extract(engine_full, 'old_parts_lifetime = ([0-9]+)')) AS seconds
FROM system.tables WHERE ${IN_TABLES}`,
  );
  return Object.fromEntries(rows.map(({ table, seconds }) => [table, seconds]));
}

/** Changes how long replaced parts stay on the disk. */
export async function setLifetimes(facts: DevFacts, region: Region, seconds: Record<string, number>): Promise<void> {
  for (const [table, value] of Object.entries(seconds)) {
    await askClickHouse(facts, region, `ALTER TABLE ${table} MODIFY SETTING old_parts_lifetime = ${value}`);
  }
}

/** Parts that hold rows of an organisation's person, by table and name. */
export async function partsWith(
  facts: DevFacts,
  { orgId, region }: Pick<TestTenant, "orgId" | "region">,
  userId: string,
): Promise<string[]> {
  const found = await Promise.all(NAMING_TABLES.map((table) =>
    askClickHouse<{ part: string }>(
      facts,
      region,
      `SELECT DISTINCT concat('${table} ', _part) AS part FROM ${table} WHERE org_id = {org:String} AND user_id = {user:String}`,
      { org: orgId, user: userId },
    )
  ));
  return found.flat().map(({ part }) => part);
}

/** Parts of tables whose rows name people that lie on the disk, replaced ones among them. */
export async function partsOnDisk(facts: DevFacts, region: Region): Promise<string[]> {
  const sql = `SELECT concat(table, ' ', name) AS part FROM system.parts WHERE ${IN_TABLES}`;
  return (await askClickHouse<{ part: string }>(facts, region, sql)).map(({ part }) => part);
}
