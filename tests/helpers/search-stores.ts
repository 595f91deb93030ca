import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import { REGIONS } from "../../contract/tenant.ts";
import type { DevFacts } from "../../local/dev-facts.ts";
import { SUPERUSER } from "../../local/engines/postgres-cluster.ts";
import { loadSecrets } from "../../local/engines/secrets.ts";
import { filesWith } from "./find-text.ts";
import { askClickHouse } from "./stack-client.ts";

/**
 * Every place of a stack whose bytes hold a text: tables and pages of both databases, Parquet in buckets, and every file of
 * buckets, objects, queues, workflows and logs, also in what SQLite has freed and in gzip.
 */
export async function placesWith(facts: DevFacts, dataDir: string, text: string): Promise<string[]> {
  const found = await Promise.all([
    tablesOfClickHouse(facts, text),
    asSuperuser(facts, dataDir, (postgres) => tablesOfPostgres(postgres, text)),
    asSuperuser(facts, dataDir, (postgres) => pagesOfPostgres(postgres, text)),
    parquetFiles(facts, join(dataDir, "state"), text),
    filesWith(join(dataDir, "state"), text),
    filesWith(join(dataDir, "logs"), text),
  ]);
  return found.flat().map((place) => place.replace(dataDir, "")).toSorted();
}

/** Has Postgres do at once what it does in time by itself: reuse the room of dead rows. */
export async function vacuumPostgres(facts: DevFacts, dataDir: string): Promise<void> {
  await asSuperuser(facts, dataDir, async (postgres) => {
    await postgres.query("VACUUM (FULL, ANALYZE)");
  });
}

async function asSuperuser<T>(
  facts: DevFacts,
  dataDir: string,
  work: (postgres: pg.Client) => Promise<T>,
): Promise<T> {
  const url = new URL(facts.urls.postgres);
  url.username = SUPERUSER;
  url.password = (await loadSecrets(dataDir)).postgres_superuser;
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Tables with the text in any column of any row, the engine's own among them. */
async function tablesOfClickHouse(facts: DevFacts, text: string): Promise<string[]> {
  const found: string[] = [];
  const tables = await askClickHouse<{ name: string }>(
    facts,
    REGIONS[0],
    "SELECT concat(database, '.', name) AS name FROM system.tables WHERE engine LIKE '%MergeTree' OR engine = 'Memory'",
  );
  const { username, password } = facts.clickhouse.admin;
  for (const { name } of tables) {
    const response = await fetch(facts.urls.clickhouse, {
      method: "POST",
      headers: { "x-clickhouse-user": username, "x-clickhouse-key": password },
      body: `SELECT * FROM ${name} FORMAT RowBinary`,
    });
    if (Buffer.from(await response.arrayBuffer()).includes(text)) found.push(`clickhouse ${name}`);
  }
  return found;
}

async function tablesOfPostgres(postgres: pg.Client, text: string): Promise<string[]> {
  const found: string[] = [];
  const tables = await postgres.query<{ name: string }>(
    "SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace",
  );
  for (const { name } of tables.rows) {
    const sql = `SELECT 1 FROM "${name}" AS row WHERE position($1 in row::text) > 0 LIMIT 1`;
    if ((await postgres.query(sql, [text])).rowCount !== 0) found.push(`postgres ${name}`);
  }
  return found;
}

/** Files of tables and indexes, statistics among them. */
async function pagesOfPostgres(postgres: pg.Client, text: string): Promise<string[]> {
  await postgres.query("CHECKPOINT");
  const { rows: [row] } = await postgres.query<{ data_directory: string }>("SHOW data_directory");
  const files = await filesWith(join(row?.data_directory ?? "", "base"), text);
  return files.map((file) => `postgres ${file}`);
}

const PARQUET = "PAR1";

/** Columns in Parquet are compressed, so ClickHouse reads them, as far as they are columns of events. */
async function parquetFiles(facts: DevFacts, dir: string, text: string): Promise<string[]> {
  const found: string[] = [];
  for (const entry of await readdir(dir, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    const bytes = entry.isFile() ? await readFile(path).catch(() => Buffer.alloc(0)) : Buffer.alloc(0);
    if (bytes.subarray(0, 4).toString("latin1") !== PARQUET) continue;
    if ((await readParquet(facts, bytes)).includes(text)) found.push(`parquet ${path}`);
  }
  return found;
}

async function readParquet(facts: DevFacts, file: Buffer): Promise<string> {
  const table = `parquet_${crypto.randomUUID().replaceAll("-", "")}`;
  const [region] = REGIONS;
  await askClickHouse(facts, region, `CREATE TABLE ${table} AS events ENGINE = Memory`);
  try {
    const url = new URL(facts.urls.clickhouse);
    url.searchParams.set("database", facts.clickhouse.databases[region]);
    url.searchParams.set("query", `INSERT INTO ${table} FORMAT Parquet`);
    url.searchParams.set("input_format_skip_unknown_fields", "1");
    url.searchParams.set("input_format_parquet_allow_missing_columns", "1");
    const { username, password } = facts.clickhouse.admin;
    const headers = { "x-clickhouse-user": username, "x-clickhouse-key": password };
    const inserted = await fetch(url, { method: "POST", headers, body: new Uint8Array(file) });
    if (!inserted.ok) throw new Error(await inserted.text());
    return JSON.stringify(await askClickHouse(facts, region, `SELECT * FROM ${table}`));
  } finally {
    await askClickHouse(facts, region, `DROP TABLE ${table}`);
  }
}
