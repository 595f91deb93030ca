/**
 * Writes what Postgres and both regions' ClickHouse hold into a folder.
 *
 *   deno task backup
 *     --to DIR          an empty or a new folder (<data dir>/backups/<time>)
 *     --data-dir DIR    whose databases, unless the environment names services as for `migrate` (.fleetglass)
 *     --json            print the manifest's figures for programs
 *
 * BACKUP_DATABASE_URL names a Postgres login that row-level security keeps nothing from.
 */
import { mkdir, readdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { REGIONS } from "../contract/tenant.ts";
import { reportFailure } from "../local/processes/report-failure.ts";
import { backUpClickHouse } from "./backup/back-up-clickhouse.ts";
import { backUpPostgres } from "./backup/back-up-postgres.ts";
import { type BackupManifest, writeManifest } from "./backup/manifest.ts";
import { reachWhole } from "./backup/reach-whole.ts";

await backUp().catch(reportFailure);
// Connections that are kept open would hold the process.
process.exit();

async function backUp(): Promise<void> {
  const { values } = parseArgs({
    options: {
      to: { type: "string" },
      "data-dir": { type: "string", default: ".fleetglass" },
      json: { type: "boolean", default: false },
    },
  });
  const createdAt = new Date().toISOString();
  const dataDir = resolve(values["data-dir"]);
  const dir = resolve(values.to ?? join(dataDir, "backups", createdAt.replaceAll(":", "-")));
  // Password hashes are in it.
  await mkdir(dir, { recursive: true, mode: 0o700 });
  if ((await readdir(dir)).length > 0) throw new Error(`${dir} is not empty; a backup needs a folder of its own`);

  const log = (line: string) => console.error(line);
  const stores = await reachWhole(dataDir, log);
  try {
    const postgres = await backUpPostgres(stores.postgresUrl, dir, log);
    const clickhouse = {} as BackupManifest["clickhouse"];
    for (const region of REGIONS) {
      clickhouse[region] = await backUpClickHouse(stores.clickhouse[region], region, dir, log);
    }
    await writeManifest(dir, { version: 1, created_at: createdAt, postgres, clickhouse });
    const tables = [postgres, ...Object.values(clickhouse)].flatMap((store) => store.tables);
    const sum = (of: "rows" | "bytes") => tables.reduce((total, table) => total + table[of], 0);
    const figures = { dir, tables: tables.length, rows: sum("rows"), bytes: sum("bytes") };
    console.log(
      values.json
        ? JSON.stringify(figures)
        : `${figures.tables} tables with ${figures.rows} rows in ${(figures.bytes / 1e6).toFixed(1)} MB: ${dir}`,
    );
  } finally {
    await stores.close();
  }
}
