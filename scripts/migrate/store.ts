import type { Migration } from "./parse-migration.ts";
import type { AppliedMigration } from "./plan.ts";
import type { Dialect } from "./split-statements.ts";

/** Told what happens, one line at a time. */
export type Log = (line: string) => void;

/** A database that migrations are applied to. */
export interface MigrationStore {
  /** Shown in messages: `postgres`, `clickhouse us`. */
  name: string;
  /** Which folder of migrations it takes, and how their SQL is read. */
  dialect: Dialect;
  /** Answers what is applied, oldest first; nothing for a database that was never migrated. */
  readApplied(): Promise<AppliedMigration[]>;
  /** Keeps other runs out, waiting for one that is under way, and answers how to let them in again. */
  lock(log: Log): Promise<() => Promise<void>>;
  /** Runs the up part and remembers it. */
  apply(migration: Migration): Promise<void>;
  /** Runs the down part and forgets the migration. */
  revert(migration: Migration, log: Log): Promise<void>;
  close(): Promise<void>;
}
