import type { BatchItem } from "drizzle-orm/batch";
import type { Database } from "./connect.ts";
import { type Origin, runWithSetting } from "./settings.ts";

/** The database as one organisation sees it: every statement runs where row-level security knows the organisation. */
export interface TenantDatabase {
  readonly orgId: string;
  /** Builds statements; they run through {@link TenantDatabase.run} only. */
  readonly statements: Pick<Database, "select" | "insert" | "update" | "delete" | "execute">;
  /** Runs statements in one transaction, one round trip. Throws STORE_UNAVAILABLE when the database does not answer. */
  run<T extends [BatchItem<"pg">, ...BatchItem<"pg">[]]>(...statements: T): Promise<
    { [K in keyof T]: T[K]["_"]["result"] }
  >;
}

/**
 * The database restricted to one organisation. `database` is logged in as the application's role.
 * @param origin of the request, where there is one
 */
export function tenantDatabase(database: Database, orgId: string, origin?: Origin): TenantDatabase {
  if (orgId === "") throw new TypeError("a tenant's database needs the id of an organisation, and got none");
  return {
    orgId,
    statements: database,
    run: (...statements) => runWithSetting(database, "app.current_org_id", orgId, statements, origin),
  };
}
