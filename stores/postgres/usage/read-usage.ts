import { eq, sql } from "drizzle-orm";
import { apiKeys, members, organizations } from "../schema/index.ts";
import type { TenantDatabase } from "../tenant.ts";

/** What of an organisation's plan is used, as far as Postgres knows. */
export async function readUsage(tenant: TenantDatabase) {
  const ofKeys = (condition: string) =>
    sql<string>`(select count(*) from ${apiKeys} where ${apiKeys.organizationId} = ${tenant.orgId} and ${
      sql.raw(condition)
    })`;
  const [rows] = await tenant.run(
    tenant.statements.select({
      plan: organizations.plan,
      monthlyEvents: organizations.monthlyEvents,
      settings: organizations.settings,
      seats: organizations.seats,
      members: sql<string>`(select count(*) from ${members} where ${members.organizationId} = ${tenant.orgId})`,
      activeKeys: ofKeys("revoked_at is null and (expires_at is null or expires_at > now())"),
      endedKeys: ofKeys("(revoked_at is not null or expires_at <= now())"),
      keysUsedAt: sql<string | null>`(select max(${apiKeys.lastUsedAt}) from ${apiKeys}
        where ${apiKeys.organizationId} = ${tenant.orgId})`,
    }).from(organizations).where(eq(organizations.id, tenant.orgId)),
  );
  const [row] = rows;
  if (row === undefined) throw new Error(`organisation ${tenant.orgId} is not there`);
  return {
    ...row,
    members: Number(row.members),
    activeKeys: Number(row.activeKeys),
    endedKeys: Number(row.endedKeys),
    keysUsedAt: row.keysUsedAt === null ? null : new Date(row.keysUsedAt),
  };
}
