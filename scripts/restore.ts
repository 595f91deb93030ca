/**
 * Puts a backup back: Postgres and both regions' ClickHouse.
 *
 *   deno task restore --from DIR
 *     --force           replace what is there; without it, databases that hold anything are left alone
 *     --data-dir DIR    whose databases, unless the environment names services as for `migrate` (.fleetglass)
 *     --json            print figures for programs
 *
 * BACKUP_DATABASE_URL names a Postgres login that is a superuser.
 */
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { REGIONS } from "../contract/tenant.ts";
import { reportFailure } from "../local/processes/report-failure.ts";
import { type BackupManifest, readManifest } from "./backup/manifest.ts";
import { matchSchema } from "./backup/match-schema.ts";
import { checkPacked } from "./backup/packed-file.ts";
import { reachWhole, type WholeStores } from "./backup/reach-whole.ts";
import { hasRows, restoreClickHouse } from "./backup/restore-clickhouse.ts";
import { hasPeople, restorePostgres } from "./backup/restore-postgres.ts";
import { migrateUp } from "./migrate/run.ts";

await restore().catch(reportFailure);
// Connections that are kept open would hold the process.
process.exit();

async function restore(): Promise<void> {
  const { values } = parseArgs({
    options: {
      from: { type: "string" },
      force: { type: "boolean", default: false },
      "data-dir": { type: "string", default: ".fleetglass" },
      json: { type: "boolean", default: false },
    },
  });
  if (values.from === undefined) throw new Error("Say which backup: --from DIR.");
  const dir = resolve(values.from);
  const log = (line: string) => console.error(line);
  const manifest = await readManifest(dir);
  const tables = [manifest.postgres, ...Object.values(manifest.clickhouse)].flatMap((store) => store.tables);
  // Before anything is touched.
  for (const table of tables) await checkPacked(dir, table.file, table);

  const stores = await reachWhole(resolve(values["data-dir"]), log);
  try {
    if (!values.force) await requireEmpty(stores);
    await putBack(stores, dir, manifest, log);
  } finally {
    await stores.close();
  }
  const rows = tables.reduce((total, table) => total + table.rows, 0);
  const figures = { from: dir, created_at: manifest.created_at, tables: tables.length, rows };
  console.log(
    values.json ? JSON.stringify(figures) : `${rows} rows of ${tables.length} tables are as of ${manifest.created_at}.`,
  );
}

async function requireEmpty({ postgresUrl, clickhouse }: WholeStores): Promise<void> {
  const filled: string[] = [];
  if (await hasPeople(postgresUrl)) filled.push("Postgres");
  for (const region of REGIONS) if (await hasRows(clickhouse[region])) filled.push(`ClickHouse of ${region}`);
  if (filled.length === 0) return;
  throw new Error(`There is data in ${filled.join(" and ")}. Back it up, then add --force to replace it.`);
}

async function putBack(
  { postgresUrl, clickhouse, targets }: WholeStores,
  dir: string,
  manifest: BackupManifest,
  log: (line: string) => void,
): Promise<void> {
  await matchSchema(targets, manifest, log);
  await restorePostgres(postgresUrl, dir, manifest.postgres, log);
  for (const region of REGIONS) {
    await restoreClickHouse(clickhouse[region], region, dir, manifest.clickhouse[region], log);
  }
  await migrateUp({ targets, log });
}
