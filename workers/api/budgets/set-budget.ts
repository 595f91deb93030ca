import { type Budget, MAX_BUDGETS } from "../../../contract/budget.ts";
import { AppError } from "../../../contract/problem.ts";
import { setBudget as storeBudget } from "../../../stores/postgres/budgets/set-budget.ts";
import { actorOf } from "../auth/actor-of.ts";
import type { Person, RequestContext } from "../context.ts";

/** Sets or takes away what a team or the organisation is to spend in a month. Throws CONFLICT where there are too many. */
export async function setBudget(ctx: RequestContext, person: Person, budget: Budget): Promise<Budget> {
  if (await storeBudget(person.tenant, actorOf(ctx, person), budget)) return budget;
  throw new AppError("CONFLICT", `There are ${MAX_BUDGETS} budgets; take another one away first.`);
}
