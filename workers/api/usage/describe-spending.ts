import type { Spending } from "../../../contract/query-usage.ts";
import type { Group } from "../../../stores/clickhouse/aggregate-events.ts";
import type { TimeRange } from "../../../stores/clickhouse/tenant-query.ts";
import type { BudgetRecord } from "../../../stores/postgres/budgets/read-budgets.ts";
import { projectUse } from "./month.ts";

/** Teams without a budget that are told of. */
const MOST_OTHERS = 20;
/** Under this name stands the organisation's own budget. */
const ORGANIZATION = "";

type TeamCost = Pick<Group<"cost_usd" | "estimated_cost_share">, "key" | "figures">;

/** A month's costs against budgets: of the whole organisation, and of its teams, the dearest first. */
export function describeSpending(
  costs: readonly TeamCost[],
  budgets: readonly BudgetRecord[],
  month: TimeRange & { now: number },
): Spending {
  const limits = new Map(budgets.map(({ team, limitUsd }) => [team, limitUsd]));
  const used = new Map(costs.map(({ key, figures }) => [key, readCost(figures)]));
  const names = new Set([...used.keys(), ...[...limits.keys()].filter((team) => team !== ORGANIZATION)]);
  const limitOf = (team: string) => (team === ORGANIZATION ? null : limits.get(team) ?? null);
  const teams = [...names].map((team) => ({
    team,
    ...describeCost(used.get(team) ?? NOTHING, limitOf(team), month),
  })).sort((one, other) => other.used_usd - one.used_usd || one.team.localeCompare(other.team));
  const others = teams.filter(({ limit_usd: limit }) => limit === null).slice(0, MOST_OTHERS);
  return {
    ...describeCost(sumOf([...used.values()]), limits.get(ORGANIZATION) ?? null, month),
    teams: teams.filter((team) => team.limit_usd !== null || others.includes(team)),
  };
}

interface Cost {
  usd: number;
  estimatedUsd: number;
}

const NOTHING: Cost = { usd: 0, estimatedUsd: 0 };

function readCost({ cost_usd: usd, estimated_cost_share: share }: TeamCost["figures"]): Cost {
  return { usd: usd ?? 0, estimatedUsd: (usd ?? 0) * (share ?? 0) };
}

function sumOf(costs: readonly Cost[]): Cost {
  return costs.reduce((sum, { usd, estimatedUsd }) => ({
    usd: sum.usd + usd,
    estimatedUsd: sum.estimatedUsd + estimatedUsd,
  }), NOTHING);
}

const NANO = 1e9;

function describeCost({ usd, estimatedUsd }: Cost, limit: number | null, month: TimeRange & { now: number }) {
  // Money is a whole number of billionths of a dollar, a forecast of cents.
  const used = Math.round(usd * NANO) / NANO;
  return {
    used_usd: used,
    estimated_share: usd === 0 ? null : estimatedUsd / usd,
    projected_usd: Math.max(used, Math.round(projectUse({ ...month, used: usd }) * 100) / 100),
    limit_usd: limit,
  };
}
