import { pseudonymKey, pseudonymOf } from "../../../contract/pseudonym.ts";
import { readPseudonymSecret } from "../../../stores/postgres/organizations/read-pseudonym-secret.ts";
import type { TenantDatabase } from "../../../stores/postgres/tenant.ts";

/** Everything that a person may be called in events: also what stands there for their addresses. */
export async function withPseudonyms(tenant: TenantDatabase, userIds: string[]): Promise<string[]> {
  const secret = await readPseudonymSecret(tenant);
  if (secret === undefined) return userIds;
  const key = await pseudonymKey(secret);
  const addresses = userIds.filter((userId) => userId.includes("@"));
  return [...userIds, ...await Promise.all(addresses.map((email) => pseudonymOf(key, email)))];
}
