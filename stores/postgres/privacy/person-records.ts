import { desc, eq, inArray, sql } from "drizzle-orm";
import { apiKeys, auditLog, consents, members, users } from "../schema/index.ts";
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
    }).from(members).innerJoin(users, eq(users.id, members.userId)).where(
      sql`${inArray(users.id, names)} or ${inArray(users.email, emails)}`,
    ),
  );
  const ids = [...names, ...memberships.map(({ user_id }) => user_id)];
  const [audit, consented, keys] = await tenant.run(
    statements.select().from(auditLog).where(inArray(auditLog.actorId, ids)).orderBy(desc(auditLog.at)).limit(
      MOST_LINES,
    ),
    statements.select().from(consents).where(inArray(consents.userId, ids)).orderBy(desc(consents.at)),
    statements.select({ id: apiKeys.id, name: apiKeys.name, created_at: apiKeys.createdAt }).from(apiKeys).where(
      inArray(apiKeys.createdBy, ids),
    ),
  );
  return { memberships, audit, consents: consented, api_keys: keys };
}
