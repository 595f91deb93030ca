import { asc, eq, sql } from "drizzle-orm";
import type { Database } from "../connect.ts";
import { ORGANIZATION_COLUMNS } from "../organizations/organization-columns.ts";
import { customRoles, members, organizations, teamMembers, teams } from "../schema/index.ts";
import { answerOf } from "../store-error.ts";

/**
 * The organisations somebody belongs to, in the order of joining, and what they are in each.
 * @param database logged in as the sign-in role, which may ask before an organisation is known
 */
export async function findMemberships(database: Database, userId: string) {
  return await answerOf(
    database.select({
      ...ORGANIZATION_COLUMNS,
      memberId: members.id,
      role: members.role,
      customRole: { id: customRoles.id, name: customRoles.name, grants: customRoles.grants },
      /** Names of the member's teams, as events name them. */
      teams: sql<string[]>`array(
        select ${teams.name} from ${teamMembers} join ${teams} on ${teams.id} = ${teamMembers.teamId}
        where ${teamMembers.memberId} = ${members.id} order by 1)`,
    }).from(members).innerJoin(organizations, eq(organizations.id, members.organizationId)).leftJoin(
      customRoles,
      eq(customRoles.id, members.customRoleId),
    ).where(eq(members.userId, userId)).orderBy(asc(members.createdAt), asc(members.id)),
  );
}

/** An organisation somebody belongs to. */
export type Membership = Awaited<ReturnType<typeof findMemberships>>[number];
