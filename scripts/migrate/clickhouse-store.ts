import { z } from "zod";
import { askClickHouse, type ClickHouseEndpoint } from "../../local/engines/clickhouse-http.ts";
import { lockClickHouse } from "./clickhouse-lock.ts";
import type { Migration } from "./parse-migration.ts";
import { type AppliedMigration, titleOf } from "./plan.ts";
import type { Log, MigrationStore } from "./store.ts";

/**
 * ClickHouse has no transactions, so the table remembers each step's outcome, the latest one counting: a migration is
 * `broken` from its first statement to its last.
 */
const VERSION_TABLE = `
  CREATE TABLE IF NOT EXISTS schema_migrations (
    id String,
    name String,
    checksum String,
    state LowCardinality(String),
    duration_ms UInt32,
    changed_at DateTime64(6, 'UTC') DEFAULT now64(6)
  ) ENGINE = ReplacingMergeTree(changed_at) ORDER BY id`;

type State = "applied" | "broken" | "reverted";

/** Every replica has to be done before the next statement. */
const SYNCHRONOUS = { alter_sync: "2", mutations_sync: "2" };

const Row = z.object({
  id: z.string(),
  name: z.string(),
  checksum: z.string(),
  state: z.enum(["applied", "broken"]),
  duration_ms: z.number(),
  changed_at: z.string(),
});

export interface ClickHouseStoreOptions {
  /** Shown in messages: `clickhouse us`. */
  name: string;
  endpoint: ClickHouseEndpoint & { database: string };
}

/** Opens one region's database for migrations; its statements name tables without a database. */
export function openClickHouseStore({ name, endpoint }: ClickHouseStoreOptions): MigrationStore {
  const server = { ...endpoint, database: undefined };
  const run = (statement: string) => askClickHouse(endpoint, statement, SYNCHRONOUS);
  const record = (migration: Migration, state: State, durationMs: number) =>
    askClickHouse(
      endpoint,
      "INSERT INTO schema_migrations (id, name, checksum, state, duration_ms) FORMAT JSONEachRow\n" +
        JSON.stringify({
          id: migration.id,
          name: migration.name,
          checksum: migration.checksum,
          state,
          duration_ms: durationMs,
        }),
    );

  return {
    name,
    dialect: "clickhouse",
    readApplied: () => readApplied(endpoint),
    async lock(log) {
      await askClickHouse(server, `CREATE DATABASE IF NOT EXISTS ${endpoint.database}`);
      const unlock = await lockClickHouse(name, endpoint, log);
      await run(VERSION_TABLE);
      return unlock;
    },
    async apply(migration) {
      const startedAt = performance.now();
      await record(migration, "broken", 0);
      for (const [index, statement] of migration.up.entries()) {
        try {
          await run(statement);
        } catch (error) {
          // A statement fails as a whole, so the first one leaves nothing behind.
          if (index === 0) await record(migration, "reverted", 0);
          throw new Error(`${titleOf(migration)} on ${name} failed: ${(error as Error).message}`, { cause: error });
        }
      }
      await record(migration, "applied", Math.round(performance.now() - startedAt));
    },
    async revert(migration, log) {
      const isBroken = (await readApplied(endpoint)).some((entry) => entry.id === migration.id && entry.isBroken);
      if (!isBroken) await record(migration, "broken", 0);
      for (const statement of migration.down) {
        await run(statement).catch((error: Error) => tolerate(error, migration, name, isBroken, log));
      }
      await record(migration, "reverted", 0);
    },
    close: () => Promise.resolve(),
  };
}

/** What a broken-off migration never made cannot be undone either; whoever runs this has to see it. */
function tolerate(error: Error, migration: Migration, name: string, isBroken: boolean, log: Log): void {
  if (!isBroken) throw new Error(`${titleOf(migration)} on ${name} failed: ${error.message}`, { cause: error });
  log(`${name}: skipped in the undoing of ${titleOf(migration)}: ${error.message}`);
}

async function readApplied(endpoint: ClickHouseEndpoint): Promise<AppliedMigration[]> {
  const found = await askClickHouse(
    { ...endpoint, database: undefined },
    `SELECT count() FROM system.tables WHERE database = '${endpoint.database}' AND name = 'schema_migrations'`,
  );
  if (found.trim() === "0") return [];
  const text = await askClickHouse(
    endpoint,
    "SELECT id, name, checksum, state, duration_ms, toString(changed_at) AS changed_at FROM schema_migrations FINAL " +
      "WHERE state != 'reverted' ORDER BY id FORMAT JSONEachRow",
  );
  return text.split("\n").filter(Boolean).map((line) => {
    const row = Row.parse(JSON.parse(line));
    return {
      id: row.id,
      name: row.name,
      checksum: row.checksum,
      appliedAt: `${row.changed_at.replace(" ", "T")}Z`,
      durationMs: row.duration_ms,
      isBroken: row.state === "broken",
    };
  });
}
