import { eq, sql } from "drizzle-orm";
import { type Actor, auditChange } from "../audit.ts";
import { organizations } from "../schema/index.ts";
import type { TenantDatabase } from "../tenant.ts";

/** How many days a tenant keeps its single events; `null` where it has not chosen. */
export async function readRetention(tenant: TenantDatabase): Promise<number | null> {
  const [rows] = await tenant.run(selectRetention(tenant));
  return rows[0]?.days ?? null;
}

/**
 * Chooses how many days a tenant keeps its single events, and writes down what was before and what is now, all or nothing. What
 * changes nothing writes nothing down.
 * @param days `null` takes the choice back
 * @returns the choice that holds now
 */
export async function chooseRetention(
  tenant: TenantDatabase,
  actor: Actor,
  days: number | null,
): Promise<number | null> {
  const chosen = sql`${days}::int`;
  const [, rows] = await tenant.run(
    tenant.statements.execute(sql`
      with before as (
        select id, (settings ->> 'retention_days')::int as days from ${organizations}
        where id = ${tenant.orgId} for update
      ), changed as (
        update ${organizations} set settings = (settings - 'retention_days')
          || jsonb_strip_nulls(jsonb_build_object('retention_days', ${chosen}))
        from before where organizations.id = before.id and before.days is distinct from ${chosen}
        returning organizations.id, before.days
      )
      ${
      auditChange(tenant, actor, "organization.retention_changed", "changed", {
        target: sql`id`,
        details: sql`jsonb_build_object('before', jsonb_build_object('detail_days', days),
          'after', jsonb_build_object('detail_days', ${chosen}))`,
      })
    }`),
    selectRetention(tenant),
  );
  return rows[0]?.days ?? null;
}

function selectRetention(tenant: TenantDatabase) {
  const days = sql<number | null>`(${organizations.settings} ->> 'retention_days')::int`;
  return tenant.statements.select({ days }).from(organizations).where(eq(organizations.id, tenant.orgId));
}
