import { desc } from "drizzle-orm";
import { apiKeys } from "../schema/index.ts";
import type { TenantDatabase } from "../tenant.ts";

const MOST = 500;

/** A tenant's keys, newest first, revoked ones too. */
export async function listApiKeys(tenant: TenantDatabase) {
  const [rows] = await tenant.run(
    tenant.statements.select().from(apiKeys).orderBy(desc(apiKeys.createdAt), desc(apiKeys.id)).limit(MOST),
  );
  return rows;
}
