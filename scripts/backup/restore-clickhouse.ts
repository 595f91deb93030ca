import type { Region } from "../../contract/tenant.ts";
import { askClickHouse } from "../../local/engines/clickhouse-http.ts";
import {
  ask,
  insertNative,
  listColumns,
  listRegionTables,
  quoteName,
  readRegionContent,
  type RegionDatabase,
} from "./clickhouse-tables.ts";
import type { BackedUpStore, BackedUpTable } from "./manifest.ts";
import { openPacked } from "./packed-file.ts";

/** Whether any table of a region holds a row. */
export async function hasRows(endpoint: RegionDatabase): Promise<boolean> {
  for (const table of await listRegionTables(endpoint)) {
    const rows = await ask(endpoint, `SELECT 1 AS one FROM ${quoteName(table)} LIMIT 1`);
    if (rows.length > 0) return true;
  }
  return false;
}

/**
 * Replaces what is in every table of a region by what the backup has. Rows go into tables beside, and take their place once
 * all of them are found to be right; views that fill tables are not set off.
 */
export async function restoreClickHouse(
  endpoint: RegionDatabase,
  region: Region,
  dir: string,
  { tables }: BackedUpStore,
  log: (line: string) => void,
): Promise<void> {
  const tell = (sql: string) => askClickHouse(endpoint, sql);
  try {
    for (const table of tables) await fillBeside(endpoint, dir, table);
    for (const { name, rows } of tables) {
      await tell(`TRUNCATE TABLE ${quoteName(name)}`);
      await tell(`ALTER TABLE ${quoteName(name)} ATTACH PARTITION ALL FROM ${quoteName(besideOf(name))}`);
      log(`clickhouse ${region}: ${name}, ${rows} rows`);
    }
  } finally {
    for (const { name } of tables) await tell(`DROP TABLE IF EXISTS ${quoteName(besideOf(name))}`);
  }
}

async function fillBeside(endpoint: RegionDatabase, dir: string, table: BackedUpTable): Promise<void> {
  const { name, columns: names, file, rows, checksum } = table;
  const beside = besideOf(name);
  await askClickHouse(endpoint, `DROP TABLE IF EXISTS ${quoteName(beside)}`);
  await askClickHouse(endpoint, `CREATE TABLE ${quoteName(beside)} AS ${quoteName(name)}`);
  await askClickHouse(endpoint, `SYSTEM STOP MERGES ${quoteName(beside)}`);
  if (rows > 0) await insertNative(endpoint, beside, names, openPacked(dir, file));
  const columns = (await listColumns(endpoint, name)).filter((column) => names.includes(column.name));
  const found = await readRegionContent(endpoint, beside, columns);
  if (found.rows !== rows || found.checksum !== checksum) {
    throw new Error(`${name} has ${found.rows} rows with checksum ${found.checksum}, not ${rows} with ${checksum}`);
  }
}

function besideOf(table: string): string {
  return `backup_${table}`;
}
