import type { Region } from "../../contract/tenant.ts";
import type { ClickHouseEndpoint } from "../../local/engines/clickhouse-http.ts";
import { openClickHouseStore } from "./clickhouse-store.ts";
import { loadMigrations } from "./load-migrations.ts";
import type { Migration } from "./parse-migration.ts";
import { type AppliedMigration, checkHistory, planDown, type PlanOptions, planUp, titleOf } from "./plan.ts";
import { openPostgresStore } from "./postgres-store.ts";
import type { Log, MigrationStore } from "./store.ts";

/** The databases to migrate; what is left out is left alone. */
export interface MigrationTargets {
  /** Connection URL of the login that owns the tables. */
  postgresUrl?: string;
  clickhouse?: Partial<Record<Region, ClickHouseEndpoint & { database: string }>>;
}

export interface MigrateOptions extends PlanOptions {
  targets: MigrationTargets;
  /** Plan only. */
  dryRun?: boolean;
  /** Folder that holds `postgres/` and `clickhouse/`; the project's own by default. */
  migrationsDir?: string;
  log?: Log;
}

export interface MigrationStep {
  direction: "up" | "down";
  migration: Migration;
}

/** What was done to one store, or would be in a dry run. */
export interface StoreReport {
  store: string;
  steps: MigrationStep[];
}

/** How one store stands. */
export interface StoreStatus {
  store: string;
  applied: AppliedMigration[];
  pending: Migration[];
  /** What is wrong between the files and the store's history. */
  problem?: string;
}

/** Applies pending migrations, all of them unless told otherwise. */
export function migrateUp(options: MigrateOptions): Promise<StoreReport[]> {
  return migrate(options, (files, applied) => planUp(files, applied, options).map(step("up")));
}

/** Reverts applied migrations, the last one unless told otherwise. */
export function migrateDown(options: MigrateOptions): Promise<StoreReport[]> {
  return migrate(options, (files, applied) => planDown(files, applied, options).map(step("down")));
}

/** Reverts everything and applies it again: an empty schema. */
export function resetStores(options: MigrateOptions): Promise<StoreReport[]> {
  return migrate(options, (files, applied) => [
    ...planDown(files, applied, { target: "0000" }).map(step("down")),
    ...files.map(step("up")),
  ]);
}

/** Tells how every store stands, and changes nothing. */
export async function readStatus(options: MigrateOptions): Promise<StoreStatus[]> {
  return await overStores(options.targets, async (store) => {
    const files = await loadMigrations(store.dialect, options.migrationsDir);
    const applied = await store.readApplied();
    const known = new Set(applied.map((entry) => entry.id));
    const pending = files.filter((file) => !known.has(file.id));
    return { store: store.name, applied, pending, problem: findProblem(files, applied) };
  });
}

function findProblem(files: Migration[], applied: AppliedMigration[]): string | undefined {
  try {
    checkHistory(files, applied);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

const step = (direction: "up" | "down") => (migration: Migration): MigrationStep => ({ direction, migration });

type Plan = (files: Migration[], applied: AppliedMigration[]) => MigrationStep[];

async function migrate(options: MigrateOptions, plan: Plan): Promise<StoreReport[]> {
  const { targets, dryRun = false, migrationsDir, log = () => {} } = options;
  return await overStores(targets, async (store) => {
    const files = await loadMigrations(store.dialect, migrationsDir);
    if (dryRun) return { store: store.name, steps: plan(files, await store.readApplied()) };
    // Before anything is read: what another run is in the middle of looks like a migration that broke off.
    const unlock = await store.lock(log);
    try {
      const steps = plan(files, await store.readApplied());
      for (const { direction, migration } of steps) {
        await (direction === "up" ? store.apply(migration) : store.revert(migration, log));
        log(`${store.name}: ${direction === "up" ? "applied" : "reverted"} ${titleOf(migration)}`);
      }
      return { store: store.name, steps };
    } finally {
      await unlock();
    }
  });
}

async function overStores<Result>(
  targets: MigrationTargets,
  visit: (store: MigrationStore) => Promise<Result>,
): Promise<Result[]> {
  const openers: (() => MigrationStore | Promise<MigrationStore>)[] = [];
  const { postgresUrl, clickhouse = {} } = targets;
  if (postgresUrl !== undefined) openers.push(() => openPostgresStore(postgresUrl));
  for (const [region, endpoint] of Object.entries(clickhouse)) {
    openers.push(() => openClickHouseStore({ name: `clickhouse ${region}`, endpoint }));
  }
  const results: Result[] = [];
  for (const open of openers) {
    const store = await open();
    try {
      results.push(await visit(store));
    } finally {
      await store.close();
    }
  }
  return results;
}
