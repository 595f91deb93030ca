import { type SQL, sql } from "drizzle-orm";
import { type Actor, type AuditAction, auditChange } from "../audit.ts";
import { organizations } from "../schema/index.ts";
import type { TenantDatabase } from "../tenant.ts";

/** Columns of an organisation that can be changed, and their new values. */
export interface OrganizationChange {
  name?: string | undefined;
  time_zone?: string | undefined;
  plan?: string | undefined;
  seats?: number | null | undefined;
  monthly_events?: number | null | undefined;
  /** ISO times; `null` takes it back. */
  suspended_at?: string | null | undefined;
  suspended_reason?: string | null | undefined;
  deletion_due_at?: string | null | undefined;
}

/**
 * Changes the tenant itself and writes down what was before and what is now, all or nothing. What changes nothing writes
 * nothing down. Answers whether there is such a tenant.
 */
export async function changeOrganization(
  tenant: TenantDatabase,
  actor: Actor,
  action: AuditAction,
  change: OrganizationChange,
): Promise<boolean> {
  const entries = Object.entries(change).filter(([, value]) => value !== undefined);
  if (entries.length === 0) throw new TypeError("a change of an organisation needs something to change");
  const columns = entries.map(([name]) => sql.identifier(name));
  const list = (parts: SQL[]) => sql.join(parts, sql`, `);
  const differs = list(columns.map((column) => sql`organizations.${column}`));
  const wanted = sql`jsonb_populate_record(null::organizations, ${JSON.stringify(Object.fromEntries(entries))}::jsonb)`;
  const snapshot = (source: string) =>
    sql`jsonb_build_object(${
      list(entries.map(([name]) => sql`${name}::text, ${sql.identifier(source)}.${sql.identifier(name)}`))
    })`;
  const [, rows] = await tenant.run(
    tenant.statements.execute(sql`
      with wanted as (select * from ${wanted}),
      before as (select * from ${organizations} where id = ${tenant.orgId} for update),
      changed as (
        update ${organizations} set ${list(columns.map((column) => sql`${column} = wanted.${column}`))}
        from wanted, before where organizations.id = before.id
          and (${differs}) is distinct from (${list(columns.map((column) => sql`wanted.${column}`))})
        returning organizations.id, ${snapshot("before")} as was, ${snapshot("wanted")} as is_now
      )
      ${
      auditChange(tenant, actor, action, "changed", {
        target: sql`id`,
        details: sql`jsonb_build_object('before', was, 'after', is_now)`,
      })
    }`),
    tenant.statements.select({ id: organizations.id }).from(organizations),
  );
  return rows.length > 0;
}
