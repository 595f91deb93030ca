import { askClickHouse } from "../../local/engines/clickhouse-http.ts";
import type { Region } from "../../contract/tenant.ts";
import {
  ask,
  listColumns,
  listRegionTables,
  openNative,
  quoteName,
  readRegionContent,
  type RegionDatabase,
} from "./clickhouse-tables.ts";
import type { BackedUpStore, BackedUpTable } from "./manifest.ts";
import { packStream } from "./packed-file.ts";

/** Writes every table of a region into a file of its own, each as of one moment. */
export async function backUpClickHouse(
  endpoint: RegionDatabase,
  region: Region,
  dir: string,
  log: (line: string) => void,
): Promise<BackedUpStore> {
  const migrations = await ask<BackedUpStore["migrations"][number]>(
    endpoint,
    "SELECT id, name, checksum FROM schema_migrations FINAL WHERE state = 'applied' ORDER BY id",
  );
  const tables: BackedUpTable[] = [];
  for (const name of await listRegionTables(endpoint)) {
    const table = await withSnapshot(endpoint, name, async (snapshot) => {
      const columns = await listColumns(endpoint, name);
      const file = `clickhouse/${region}/${name}.native.gz`;
      const packed = await packStream(dir, file, await openNative(endpoint, snapshot, columns));
      const content = await readRegionContent(endpoint, snapshot, columns);
      return { name, columns: columns.map((column) => column.name), file, ...packed, ...content };
    });
    tables.push(table);
    log(`clickhouse ${region}: ${name}, ${table.rows} rows`);
  }
  return { migrations, tables };
}

/** Lends a copy of a table that shares its parts and does not change; costs neither time nor space. */
async function withSnapshot<T>(
  endpoint: RegionDatabase,
  table: string,
  use: (snapshot: string) => Promise<T>,
): Promise<T> {
  const snapshot = `backup_${table}`;
  const tell = (sql: string) => askClickHouse(endpoint, sql);
  await tell(`DROP TABLE IF EXISTS ${quoteName(snapshot)}`);
  await tell(`CREATE TABLE ${quoteName(snapshot)} AS ${quoteName(table)}`);
  try {
    await tell(`SYSTEM STOP MERGES ${quoteName(snapshot)}`);
    await tell(`ALTER TABLE ${quoteName(snapshot)} ATTACH PARTITION ALL FROM ${quoteName(table)}`);
    return await use(snapshot);
  } finally {
    await tell(`DROP TABLE IF EXISTS ${quoteName(snapshot)}`);
  }
}
