import { desc, eq, inArray, sql } from "drizzle-orm";
import {
  apiKeys,
  auditLog,
  consents,
  exportRuns,
  invitations,
  members,
  passkeys,
  savedViews,
  sessions,
  teamMembers,
  teams,
  users,
} from "../schema/index.ts";
import type { Database } from "../connect.ts";
import { answerOf } from "../store-error.ts";
import type { TenantDatabase } from "../tenant.ts";

const MOST_LINES = 10_000;

/** What a tenant's records have of a person who is called by one of some ids or addresses. */
export async function readPersonRecords(tenant: TenantDatabase, names: string[]) {
  const { statements } = tenant;
  const emails = names.map((name) => name.toLowerCase());
  const [memberships] = await tenant.run(
    statements.select({
      user_id: users.id,
      name: users.name,
      email: users.email,
      role: members.role,
      joined_at: members.createdAt,
      teams: sql<string[]>`array(
        select ${teams.name} from ${teamMembers} join ${teams} on ${teams.id} = ${teamMembers.teamId}
        where ${teamMembers.memberId} = ${members.id} order by 1)`,
    }).from(members).innerJoin(users, eq(users.id, members.userId)).where(
      sql`${inArray(users.id, names)} or ${inArray(users.email, emails)}`,
    ),
  );
  const ids = [...names, ...memberships.map(({ user_id }) => user_id)];
  const [audit, consented, keys, views, exported, invited] = await tenant.run(
    statements.select().from(auditLog).where(inArray(auditLog.actorId, ids)).orderBy(desc(auditLog.at)).limit(
      MOST_LINES,
    ),
    statements.select().from(consents).where(inArray(consents.userId, ids)).orderBy(desc(consents.at)),
    statements.select({ id: apiKeys.id, name: apiKeys.name, created_at: apiKeys.createdAt }).from(apiKeys).where(
      inArray(apiKeys.createdBy, ids),
    ),
    statements.select().from(savedViews).where(inArray(savedViews.createdBy, ids)),
    statements.select().from(exportRuns).where(inArray(exportRuns.createdBy, ids)),
    statements.select({
      id: invitations.id,
      email: invitations.email,
      role: invitations.role,
      status: invitations.status,
      created_at: invitations.createdAt,
      expires_at: invitations.expiresAt,
    }).from(invitations).where(
      inArray(invitations.email, [...emails, ...memberships.map(({ email }) => email)]),
    ),
  );
  return {
    memberships,
    audit,
    consents: consented,
    api_keys: keys,
    saved_views: views,
    exports: exported,
    invitations: invited,
  };
}

/**
 * How people sign in: open sessions, passkeys by name, and whether there is a second factor. What would let somebody in stays.
 * @param database logged in as the sign-in role; `userIds` are of members of the organisation that asks
 */
export async function readSignIns(database: Database, userIds: string[]) {
  if (userIds.length === 0) return { accounts: [], sessions: [], passkeys: [] };
  const [accounts, open, keys] = await Promise.all([
    answerOf(
      database.select({
        user_id: users.id,
        email_verified: users.emailVerified,
        two_factor: users.twoFactorEnabled,
        created_at: users.createdAt,
      }).from(users).where(inArray(users.id, userIds)),
    ),
    answerOf(
      database.select({
        id: sessions.id,
        ip: sessions.ipAddress,
        user_agent: sessions.userAgent,
        created_at: sessions.createdAt,
        expires_at: sessions.expiresAt,
      }).from(sessions).where(inArray(sessions.userId, userIds)),
    ),
    answerOf(
      database.select({ id: passkeys.id, name: passkeys.name, created_at: passkeys.createdAt }).from(passkeys).where(
        inArray(passkeys.userId, userIds),
      ),
    ),
  ]);
  return { accounts, sessions: open, passkeys: keys };
}
