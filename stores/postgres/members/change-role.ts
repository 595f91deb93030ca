import { eq, sql } from "drizzle-orm";
import type { Role } from "../../../contract/account.ts";
import { type Actor, auditChange } from "../audit.ts";
import { members } from "../schema/index.ts";
import type { TenantDatabase } from "../tenant.ts";
import { anotherAdminStays, lockOrganization } from "./keep-an-admin.ts";
import { type MemberRecord, selectMembers } from "./list-members.ts";

/** What a member is to become. A role of the tenant's own takes the place of `role`, which is then the least there is. */
export interface NewRole {
  role: Role;
  customRoleId: string | null;
}

/**
 * Gives a member another role and writes it down, unless no admin would be left.
 * @returns the member as it is now, or `undefined` if the tenant has none with this id
 */
export async function changeRole(
  tenant: TenantDatabase,
  actor: Actor,
  id: string,
  { role, customRoleId }: NewRole,
): Promise<MemberRecord | undefined> {
  const [, , rows] = await tenant.run(
    lockOrganization(tenant),
    tenant.statements.execute(sql`
      with before as (select id, role, custom_role_id from ${members} where id = ${id}),
      changed as (
        update ${members} set role = ${role}, custom_role_id = ${customRoleId} from before
        where members.id = before.id
          and (before.role, before.custom_role_id) is distinct from (${role}, ${customRoleId})
          and (${role === "admin" && customRoleId === null} or ${anotherAdminStays(id)})
        returning members.id, before.role as old_role, before.custom_role_id as old_custom
      )
      ${
      auditChange(tenant, actor, "member.role_changed", "changed", {
        target: sql`id`,
        details: sql`jsonb_build_object(
          'before', jsonb_build_object('role', old_role, 'custom_role_id', old_custom),
          'after', jsonb_build_object('role', ${role}::text, 'custom_role_id', ${customRoleId}::text))`,
      })
    }`),
    selectMembers(tenant, eq(members.id, id)),
  );
  return rows[0];
}
