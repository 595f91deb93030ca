import { eq } from "drizzle-orm";
import { organizations } from "../schema/index.ts";
import type { TenantDatabase } from "../tenant.ts";

/** Where a tenant's events lie; `undefined` where there is no such tenant. */
export async function readRegion(tenant: TenantDatabase) {
  const [rows] = await tenant.run(
    tenant.statements.select({ region: organizations.region }).from(organizations).where(
      eq(organizations.id, tenant.orgId),
    ),
  );
  return rows[0]?.region;
}
