import type { Client } from "pg";
import { apiKeyPrefix, hashApiKey } from "../../contract/api-key.ts";
import { mintId } from "../../stores/postgres/mint-id.ts";

/** Whose key it is, and who is said to have made it. */
export interface KeyOwner {
  organizationId: string;
  userId: string;
}

/**
 * Makes an API key known to the database, as the application's role, and writes that down.
 * @returns whether the key can be used; it cannot when somebody has revoked it
 */
export async function insertKey(app: Client, owner: KeyOwner, key: string): Promise<"active" | "revoked"> {
  await app.query("BEGIN");
  try {
    await app.query("SELECT set_config('app.current_org_id', $1, true)", [owner.organizationId]);
    const known = await app.query<{ revoked_at: Date | null }>(
      "SELECT revoked_at FROM api_keys WHERE key_hash = $1",
      [await hashApiKey(key)],
    );
    if (known.rows[0] === undefined) await insertNewKey(app, owner, key);
    await app.query("COMMIT");
    return (known.rows[0]?.revoked_at ?? null) === null ? "active" : "revoked";
  } catch (error) {
    await app.query("ROLLBACK");
    throw error;
  }
}

async function insertNewKey(app: Client, { organizationId, userId }: KeyOwner, key: string): Promise<void> {
  const id = mintId("key");
  const prefix = apiKeyPrefix(key);
  await app.query(
    `INSERT INTO api_keys (id, org_id, name, prefix, key_hash, scopes, created_by)
     VALUES ($1, $2, 'Demo fleet', $3, $4, '{ingest,read}', $5)`,
    [id, organizationId, prefix, await hashApiKey(key), userId],
  );
  await app.query(
    `INSERT INTO audit_log (id, org_id, actor_id, action, target_id, details, request_id)
     VALUES ($1, $2, $3, 'api_key.created', $4, $5, 'seed')`,
    [mintId("aud"), organizationId, userId, id, JSON.stringify({ name: "Demo fleet", prefix })],
  );
}
