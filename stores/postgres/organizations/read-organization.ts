import { eq, sql } from "drizzle-orm";
import { members, organizations } from "../schema/index.ts";
import type { TenantDatabase } from "../tenant.ts";

/** Everything that is kept of the tenant itself, and how many members it has. */
export async function readOrganization(tenant: TenantDatabase) {
  const [rows] = await tenant.run(
    tenant.statements.select({
      organization: organizations,
      memberCount: sql<number>`(select count(*)::int from ${members})`,
    }).from(organizations).where(eq(organizations.id, tenant.orgId)),
  );
  return rows[0];
}

/** What is kept of an organisation. */
export type StoredOrganization = NonNullable<Awaited<ReturnType<typeof readOrganization>>>;
