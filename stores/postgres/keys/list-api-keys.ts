import { desc } from "drizzle-orm";
import { apiKeys } from "../schema/index.ts";
import type { TenantDatabase } from "../tenant.ts";
import { type ApiKeyRecord, selectApiKeys } from "./select-api-keys.ts";

const MOST = 500;

/** A tenant's keys, newest first, ended ones too. */
export async function listApiKeys(tenant: TenantDatabase): Promise<ApiKeyRecord[]> {
  const [rows] = await tenant.run(
    selectApiKeys(tenant).orderBy(desc(apiKeys.createdAt), desc(apiKeys.id)).limit(MOST),
  );
  return rows;
}
