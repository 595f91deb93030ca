import { and, eq, isNull, lt, or, sql } from "drizzle-orm";
import { apiKeys } from "../schema/index.ts";
import type { TenantDatabase } from "../tenant.ts";

/** Notes that a key was used just now, unless that was noted within the last minute. */
export async function touchApiKey(tenant: TenantDatabase, id: string): Promise<void> {
  const untouched = or(isNull(apiKeys.lastUsedAt), lt(apiKeys.lastUsedAt, sql`now() - interval '1 minute'`));
  await tenant.run(
    tenant.statements.update(apiKeys).set({ lastUsedAt: sql`now()` }).where(and(eq(apiKeys.id, id), untouched)),
  );
}
