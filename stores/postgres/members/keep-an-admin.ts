import { type SQL, sql } from "drizzle-orm";
import { members, organizations } from "../schema/index.ts";
import type { TenantDatabase } from "../tenant.ts";

/** Makes changes of a tenant's members wait for each other: two admins cannot remove each other at once. */
export function lockOrganization(tenant: TenantDatabase) {
  return tenant.statements.execute(sql`select 1 from ${organizations} where id = ${tenant.orgId} for update`);
}

/** Whether there is an admin beside a member. */
export function anotherAdminStays(memberId: string): SQL {
  return sql`exists (
    select from ${members} as others
    where others.id <> ${memberId} and others.role = 'admin' and others.custom_role_id is null)`;
}
