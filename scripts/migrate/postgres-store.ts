import pg from "pg";
import { setTimeout as sleep } from "node:timers/promises";
import type { Migration } from "./parse-migration.ts";
import { type AppliedMigration, titleOf } from "./plan.ts";
import type { MigrationStore } from "./store.ts";

/** Any number that nothing else takes an advisory lock with. */
const LOCK_KEY = 727_368_001;
const LOCK_WITHIN_MS = 60_000;

const VERSION_TABLE = `
  CREATE TABLE IF NOT EXISTS schema_migrations (
    id text PRIMARY KEY,
    name text NOT NULL,
    checksum text NOT NULL,
    applied_at timestamptz NOT NULL DEFAULT now(),
    duration_ms integer NOT NULL
  )`;

/** Opens PostgreSQL for migrations under the login that owns the tables. */
export async function openPostgresStore(url: string): Promise<MigrationStore> {
  const client = new pg.Client({ connectionString: url, application_name: "fleetglass migrate" });
  await client.connect();
  return {
    name: "postgres",
    dialect: "postgres",
    readApplied: () => readApplied(client),
    async lock(log) {
      await waitForLock(client, log);
      await client.query(VERSION_TABLE);
      return async () => void await client.query("SELECT pg_advisory_unlock($1)", [LOCK_KEY]);
    },
    async apply(migration) {
      const startedAt = performance.now();
      await inTransaction(client, migration, migration.up, async () => {
        await client.query(
          "INSERT INTO schema_migrations (id, name, checksum, duration_ms) VALUES ($1, $2, $3, $4)",
          [migration.id, migration.name, migration.checksum, Math.round(performance.now() - startedAt)],
        );
      });
    },
    async revert(migration) {
      await inTransaction(client, migration, migration.down, async () => {
        await client.query("DELETE FROM schema_migrations WHERE id = $1", [migration.id]);
      });
    },
    close: () => client.end(),
  };
}

async function readApplied(client: pg.Client): Promise<AppliedMigration[]> {
  const found = await client.query("SELECT to_regclass('schema_migrations') AS table_name");
  if (found.rows[0].table_name === null) return [];
  const { rows } = await client.query("SELECT * FROM schema_migrations ORDER BY id");
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    checksum: row.checksum,
    appliedAt: row.applied_at.toISOString(),
    durationMs: row.duration_ms,
    isBroken: false,
  }));
}

async function waitForLock(client: pg.Client, log: (line: string) => void): Promise<void> {
  const deadline = Date.now() + LOCK_WITHIN_MS;
  for (let attempt = 0;; attempt++) {
    const { rows } = await client.query("SELECT pg_try_advisory_lock($1) AS locked", [LOCK_KEY]);
    if (rows[0].locked) return;
    if (attempt === 0) log("postgres: waiting for another migration run to end");
    if (Date.now() > deadline) throw new Error("Another migration run holds the lock on postgres; try again later");
    await sleep(200);
  }
}

async function inTransaction(
  client: pg.Client,
  migration: Migration,
  statements: string[],
  record: () => Promise<void>,
): Promise<void> {
  await client.query("BEGIN");
  try {
    for (const statement of statements) await client.query(statement);
    await record();
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK");
    const hint = error instanceof pg.DatabaseError && error.hint ? ` (${error.hint})` : "";
    throw new Error(
      `${titleOf(migration)} on postgres failed and left nothing behind: ${(error as Error).message}${hint}`,
      {
        cause: error,
      },
    );
  }
}
