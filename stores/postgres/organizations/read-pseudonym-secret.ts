import { pseudonymKeys } from "../schema/index.ts";
import type { TenantDatabase } from "../tenant.ts";

/** The secret of a tenant's pseudonyms, or `undefined` where it has none. It is never logged nor answered. */
export async function readPseudonymSecret(tenant: TenantDatabase): Promise<string | undefined> {
  const [rows] = await tenant.run(tenant.statements.select({ secret: pseudonymKeys.secret }).from(pseudonymKeys));
  return rows[0]?.secret;
}
