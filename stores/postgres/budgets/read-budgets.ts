import { budgets } from "../schema/index.ts";
import type { TenantDatabase } from "../tenant.ts";

function selectBudgets({ statements }: TenantDatabase) {
  return statements.select({ team: budgets.team, limitUsd: budgets.limitUsd }).from(budgets);
}

/** What a team is to spend in a month, in US dollars; the empty team is the organisation. */
export type BudgetRecord = Awaited<ReturnType<typeof selectBudgets>>[number];

/** Every budget of a tenant. */
export async function readBudgets(tenant: TenantDatabase): Promise<BudgetRecord[]> {
  const [rows] = await tenant.run(selectBudgets(tenant));
  return rows;
}
