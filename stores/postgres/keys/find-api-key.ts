import { eq } from "drizzle-orm";
import type { Database } from "../connect.ts";
import { apiKeys, organizations } from "../schema/index.ts";
import { runWithSetting } from "../settings.ts";

/** The key with a given hash and its organisation's residency, or `undefined`. `keyHash` is lower-case hex. */
export async function findApiKey(database: Database, keyHash: string) {
  const [rows] = await runWithSetting(database, "app.key_hash", keyHash, [
    database.select({
      id: apiKeys.id,
      organizationId: apiKeys.organizationId,
      scopes: apiKeys.scopes,
      revokedAt: apiKeys.revokedAt,
      expiresAt: apiKeys.expiresAt,
      lastUsedAt: apiKeys.lastUsedAt,
      residency: organizations.residency,
      monthlyEvents: organizations.monthlyEvents,
      settings: organizations.settings,
    }).from(apiKeys).innerJoin(organizations, eq(organizations.id, apiKeys.organizationId)).where(
      eq(apiKeys.keyHash, keyHash),
    ),
  ]);
  return rows[0];
}
