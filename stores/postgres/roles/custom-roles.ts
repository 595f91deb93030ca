import { asc, eq, sql } from "drizzle-orm";
import type { Grants } from "../../../contract/permissions.ts";
import { type Actor, auditChange, recordAction } from "../audit.ts";
import { mintId } from "../mint-id.ts";
import { customRoles } from "../schema/index.ts";
import type { TenantDatabase } from "../tenant.ts";

const MOST = 200;

/** What a role of a tenant's own is. */
export interface RoleContent {
  name: string;
  grants: Grants;
}

/** A tenant's own roles by name. */
export async function listCustomRoles(tenant: TenantDatabase) {
  const [rows] = await tenant.run(
    tenant.statements.select().from(customRoles).orderBy(asc(customRoles.name)).limit(MOST),
  );
  return rows;
}

/** A role of a tenant's own. */
export type CustomRoleRecord = Awaited<ReturnType<typeof listCustomRoles>>[number];

/** One of a tenant's own roles. */
export async function findCustomRole(tenant: TenantDatabase, id: string): Promise<CustomRoleRecord | undefined> {
  const [rows] = await tenant.run(tenant.statements.select().from(customRoles).where(eq(customRoles.id, id)));
  return rows[0];
}

/** Makes a role and writes it down. Throws a refusal of the database where the name is taken. */
export async function createCustomRole(
  tenant: TenantDatabase,
  actor: Actor,
  { name, grants }: RoleContent,
): Promise<CustomRoleRecord | undefined> {
  const id = mintId("rol");
  const [, , rows] = await tenant.run(
    tenant.statements.insert(customRoles).values({ id, organizationId: tenant.orgId, name, grants }),
    recordAction(tenant, actor, "role.created", id, { after: { name, grants } }),
    tenant.statements.select().from(customRoles).where(eq(customRoles.id, id)),
  );
  return rows[0];
}

/** Replaces a role's content and writes it down. Answers the role, or `undefined` if there is none with this id. */
export async function updateCustomRole(
  tenant: TenantDatabase,
  actor: Actor,
  id: string,
  { name, grants }: RoleContent,
): Promise<CustomRoleRecord | undefined> {
  const wanted = sql`${JSON.stringify(grants)}::jsonb`;
  const [, rows] = await tenant.run(
    tenant.statements.execute(sql`
      with before as (select id, name, grants from ${customRoles} where id = ${id} for update),
      changed as (
        update ${customRoles} set name = ${name}, grants = ${wanted}, updated_at = now() from before
        where custom_roles.id = before.id and (before.name, before.grants) is distinct from (${name}, ${wanted})
        returning custom_roles.id, jsonb_build_object('name', before.name, 'grants', before.grants) as was
      )
      ${
      auditChange(tenant, actor, "role.updated", "changed", {
        target: sql`id`,
        details: sql`jsonb_build_object(
          'before', was, 'after', jsonb_build_object('name', ${name}::text, 'grants', ${wanted}))`,
      })
    }`),
    tenant.statements.select().from(customRoles).where(eq(customRoles.id, id)),
  );
  return rows[0];
}

/** Deletes a role and writes it down. Throws a refusal of the database while somebody has it. Answers whether there was one. */
export async function deleteCustomRole(tenant: TenantDatabase, actor: Actor, id: string): Promise<boolean> {
  const [deleted] = await tenant.run(
    tenant.statements.execute(sql`
      with deleted as (delete from ${customRoles} where id = ${id} returning id, name, grants)
      ${
      auditChange(tenant, actor, "role.deleted", "deleted", {
        target: sql`id`,
        details: sql`jsonb_build_object('before', jsonb_build_object('name', name, 'grants', grants))`,
      })
    } returning id`),
  );
  return deleted.rows.length > 0;
}
