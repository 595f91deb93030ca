import type { ApiKeySummary } from "../../../contract/account.ts";
import type { apiKeys } from "../../../stores/postgres/schema/index.ts";

/** A stored key as lists show it. */
export function summariseKey(row: typeof apiKeys.$inferSelect): ApiKeySummary {
  return {
    id: row.id,
    name: row.name,
    prefix: row.prefix,
    scopes: row.scopes,
    created_at: row.createdAt.toISOString(),
    last_used_at: row.lastUsedAt?.toISOString() ?? null,
    revoked_at: row.revokedAt?.toISOString() ?? null,
  };
}
