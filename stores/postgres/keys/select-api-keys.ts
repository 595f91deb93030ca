import { eq, getTableColumns } from "drizzle-orm";
import { apiKeys, users } from "../schema/index.ts";
import type { TenantDatabase } from "../tenant.ts";

/** The beginning of every question for a tenant's keys: their columns, and the name of who made each. */
export function selectApiKeys(tenant: TenantDatabase) {
  return tenant.statements.select({ ...getTableColumns(apiKeys), creatorName: users.name }).from(apiKeys).leftJoin(
    users,
    eq(users.id, apiKeys.createdBy),
  );
}

/** A key as its tenant sees it. `creatorName` is `null` where the maker is no member any more. */
export type ApiKeyRecord = Awaited<ReturnType<typeof selectApiKeys>>[number];
