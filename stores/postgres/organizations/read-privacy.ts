import { eq } from "drizzle-orm";
import type { PrivacyPatch } from "../../../contract/tenant-settings.ts";
import { organizations } from "../schema/index.ts";
import type { TenantDatabase } from "../tenant.ts";

/** What a tenant has decided about its telemetry; what it has not decided is missing. */
export async function readPrivacy(tenant: TenantDatabase): Promise<PrivacyPatch> {
  const [rows] = await tenant.run(selectPrivacy(tenant));
  return rows[0]?.settings.privacy ?? {};
}

/** The question for a tenant's decisions, for a transaction of several. */
export function selectPrivacy(tenant: TenantDatabase) {
  return tenant.statements.select({ settings: organizations.settings }).from(organizations).where(
    eq(organizations.id, tenant.orgId),
  );
}
