import type { ApiKeySummary } from "../../../contract/account.ts";
import type { ApiKeyRecord } from "../../../stores/postgres/keys/select-api-keys.ts";

/** A stored key as lists show it. */
export function summariseKey(row: ApiKeyRecord): ApiKeySummary {
  return {
    id: row.id,
    name: row.name,
    prefix: row.prefix,
    scopes: row.scopes,
    created_at: row.createdAt.toISOString(),
    created_by: row.createdBy === null ? null : { id: row.createdBy, name: row.creatorName },
    last_used_at: row.lastUsedAt?.toISOString() ?? null,
    expires_at: row.expiresAt?.toISOString() ?? null,
    revoked_at: row.revokedAt?.toISOString() ?? null,
  };
}
