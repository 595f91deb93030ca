import { eq, sql } from "drizzle-orm";
import { type Budget, MAX_BUDGETS } from "../../../contract/budget.ts";
import { type Actor, auditChange } from "../audit.ts";
import { budgets } from "../schema/index.ts";
import type { TenantDatabase } from "../tenant.ts";

/**
 * Sets, changes or takes away what a team or the organisation is to spend in a month, and writes down what it was; what
 * changes nothing writes nothing down.
 * @returns whether it is so now: `false` where the tenant has as many budgets as it can
 */
export async function setBudget(tenant: TenantDatabase, actor: Actor, budget: Budget): Promise<boolean> {
  const present = tenant.statements.select({ limitUsd: budgets.limitUsd }).from(budgets)
    .where(eq(budgets.team, budget.team ?? ""));
  const [, rows] = await tenant.run(tenant.statements.execute(changeOf(tenant, actor, budget)), present);
  return (rows[0]?.limitUsd ?? null) === budget.limit_usd;
}

function changeOf(tenant: TenantDatabase, actor: Actor, { team: named, limit_usd: limit }: Budget) {
  const team = named ?? "";
  const removed = sql`delete from ${budgets} where team = ${team} returning team`;
  const written = sql`
    insert into ${budgets} (org_id, team, limit_usd)
    select ${tenant.orgId}, ${team}, ${limit}::numeric
    where (select count(*) from ${budgets} where team <> ${team}) < ${MAX_BUDGETS}
    on conflict (org_id, team) do update
      set limit_usd = excluded.limit_usd, changed_at = now()
      where ${budgets.limitUsd} <> excluded.limit_usd
    returning team`;
  const told = {
    target: sql`coalesce(nullif(changed.team, ''), ${tenant.orgId})`,
    details: sql`jsonb_build_object('before', jsonb_build_object('limit_usd', (select limit_usd from before)),
      'after', jsonb_build_object('limit_usd', ${limit}::numeric))`,
  };
  return sql`
    with before as (select limit_usd from ${budgets} where team = ${team}),
    changed as (${limit === null ? removed : written})
    ${auditChange(tenant, actor, limit === null ? "budget.removed" : "budget.set", "changed", told)}`;
}
