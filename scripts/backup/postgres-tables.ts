import pg from "pg";

/** Hash and count of what a table holds. */
export interface TableContent {
  rows: number;
  checksum: string;
}

/** Opens Postgres as a login that row-level security does not keep anything from; throws where it would. */
export async function openWhole(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, application_name: "fleetglass backup" });
  await client.connect();
  const { rows } = await client.query<{ whole: boolean; name: string }>(
    "SELECT rolsuper OR rolbypassrls AS whole, rolname AS name FROM pg_roles WHERE rolname = current_user",
  );
  if (rows[0]?.whole) return client;
  await client.end();
  throw new Error(
    `Row-level security hides rows from ${rows[0]?.name}. Name a login that passes it in BACKUP_DATABASE_URL.`,
  );
}

/** What decides how rows read as text; the same for every backup and restore. */
export async function fixRendering(client: pg.Client): Promise<void> {
  await client.query("SET timezone = 'UTC'");
  await client.query("SET datestyle = 'ISO, YMD'");
  await client.query("SET intervalstyle = 'iso_8601'");
  await client.query("SET extra_float_digits = 1");
  await client.query("SET bytea_output = 'hex'");
}

/** Every table with rows of its own, and its columns that can be written. Partitions are reached through their table. */
export async function listTables(client: pg.Client): Promise<{ name: string; columns: string[] }[]> {
  const { rows } = await client.query<{ name: string; columns: string[] }>(`
    SELECT c.relname AS name, array_agg(a.attname::text ORDER BY a.attnum) AS columns
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
      AND c.relname != 'schema_migrations' AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
    GROUP BY c.relname ORDER BY c.relname`);
  return rows;
}

/** Every sequence; the value is what was given out last, if anything was. */
export async function listSequences(client: pg.Client): Promise<{ name: string; value: string | null }[]> {
  const { rows } = await client.query<{ name: string; value: string | null }>(
    "SELECT sequencename AS name, last_value::text AS value FROM pg_sequences WHERE schemaname = 'public' ORDER BY 1",
  );
  return rows;
}

/** Counts and hashes a table's rows, over the given columns. */
export async function readContent(client: pg.Client, name: string, columns: string[]): Promise<TableContent> {
  const row = `ROW(${columns.map(pg.escapeIdentifier).join(", ")})::text`;
  const { rows } = await client.query<{ rows: string; checksum: string }>(
    `SELECT count(*) AS rows, coalesce(sum(hashtextextended(${row}, 0)::numeric), 0)::text AS checksum
     FROM ${pg.escapeIdentifier(name)}`,
  );
  return { rows: Number(rows[0]?.rows ?? 0), checksum: rows[0]?.checksum ?? "0" };
}

/** `"name" ("a", "b")`, as COPY takes it. */
export function copyTarget(name: string, columns: string[]): string {
  return `${pg.escapeIdentifier(name)} (${columns.map(pg.escapeIdentifier).join(", ")})`;
}
