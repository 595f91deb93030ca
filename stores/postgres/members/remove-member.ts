import { eq, sql } from "drizzle-orm";
import { type Actor, auditChange } from "../audit.ts";
import { members } from "../schema/index.ts";
import type { TenantDatabase } from "../tenant.ts";
import { anotherAdminStays, lockOrganization } from "./keep-an-admin.ts";

/** Takes a member out of the tenant and writes it down, unless no admin would be left. */
export async function removeMember(
  tenant: TenantDatabase,
  actor: Actor,
  id: string,
): Promise<"removed" | "last admin" | "unknown"> {
  const [, removed, left] = await tenant.run(
    lockOrganization(tenant),
    tenant.statements.execute(sql`
      with removed as (
        delete from ${members} where id = ${id} and ${anotherAdminStays(id)} returning id, user_id, role
      )
      ${
      auditChange(tenant, actor, "member.removed", "removed", {
        target: sql`id`,
        details: sql`jsonb_build_object('user_id', user_id, 'role', role)`,
      })
    } returning id`),
    tenant.statements.select({ id: members.id }).from(members).where(eq(members.id, id)),
  );
  if (removed.rows.length > 0) return "removed";
  return left.length > 0 ? "last admin" : "unknown";
}
