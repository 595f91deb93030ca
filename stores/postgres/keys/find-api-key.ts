import { eq, sql } from "drizzle-orm";
import type { PriceOverride } from "../../../contract/prices/rates.ts";
import type { Database } from "../connect.ts";
import { ORGANIZATION_COLUMNS } from "../organizations/organization-columns.ts";
import { apiKeys, erasures, organizations, orgPrices, pseudonymKeys } from "../schema/index.ts";
import { runWithSetting } from "../settings.ts";

/** An organisation's prices as one JSON value, in the form of the contract. */
const pricesOfKey = sql<PriceOverride[]>`(
  select coalesce(jsonb_agg(${orgPrices.rates} || jsonb_build_object(
    'model', ${orgPrices.model},
    'valid_from', to_char(${orgPrices.validFrom} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
  )), '[]') from ${orgPrices} where ${orgPrices.organizationId} = ${apiKeys.organizationId}
)`;

/** The key with a given hash and what holds for its organisation, or `undefined`. `keyHash` is lower-case hex. */
export async function findApiKey(database: Database, keyHash: string) {
  const [rows] = await runWithSetting(database, "app.key_hash", keyHash, [
    database.select({
      id: apiKeys.id,
      organizationId: apiKeys.organizationId,
      scopes: apiKeys.scopes,
      revokedAt: apiKeys.revokedAt,
      expiresAt: apiKeys.expiresAt,
      lastUsedAt: apiKeys.lastUsedAt,
      name: apiKeys.name,
      organization: ORGANIZATION_COLUMNS,
      monthlyEvents: organizations.monthlyEvents,
      settings: organizations.settings,
      pseudonymKey: pseudonymKeys.secret,
      prices: pricesOfKey,
      erased: sql<string[]>`array(
        select unnest(${erasures.digests}) from ${erasures} where ${erasures.organizationId} = ${apiKeys.organizationId})`,
    }).from(apiKeys).innerJoin(organizations, eq(organizations.id, apiKeys.organizationId)).leftJoin(
      pseudonymKeys,
      eq(pseudonymKeys.organizationId, apiKeys.organizationId),
    ).where(
      eq(apiKeys.keyHash, keyHash),
    ),
  ]);
  return rows[0];
}
