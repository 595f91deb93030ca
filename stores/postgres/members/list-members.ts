import { asc, eq, type SQL, sql } from "drizzle-orm";
import { customRoles, members, teamMembers, teams, users } from "../schema/index.ts";
import type { TenantDatabase } from "../tenant.ts";

/** Tenants have at most some thousands of members; a longer list is cut. */
const MOST = 5_000;

/** The statement that asks for a tenant's members, in the order of joining. */
export function selectMembers(tenant: TenantDatabase, where?: SQL) {
  return tenant.statements.select({
    id: members.id,
    role: members.role,
    createdAt: members.createdAt,
    user: { id: users.id, name: users.name, email: users.email, twoFactor: users.twoFactorEnabled },
    customRole: { id: customRoles.id, name: customRoles.name, grants: customRoles.grants },
    teams: sql<{ id: string; name: string }[]>`(
      select coalesce(jsonb_agg(jsonb_build_object('id', ${teams.id}, 'name', ${teams.name}) order by ${teams.name}), '[]')
      from ${teamMembers} join ${teams} on ${teams.id} = ${teamMembers.teamId}
      where ${teamMembers.memberId} = ${members.id})`,
  }).from(members).innerJoin(users, eq(users.id, members.userId)).leftJoin(
    customRoles,
    eq(customRoles.id, members.customRoleId),
  ).where(where).orderBy(asc(members.createdAt), asc(members.id)).limit(MOST);
}

/** A tenant's members. */
export async function listMembers(tenant: TenantDatabase) {
  const [rows] = await tenant.run(selectMembers(tenant));
  return rows;
}

/** A member as the tenant sees it. */
export type MemberRecord = Awaited<ReturnType<typeof listMembers>>[number];
