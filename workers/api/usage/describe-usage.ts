import { DEFAULT_LIMITS } from "../../../contract/quota.ts";
import type { Usage } from "../../../contract/query-usage.ts";
import { aggregateEvents, emptyFigures } from "../../../stores/clickhouse/aggregate-events.ts";
import { countReceived, type ReceivedOnDay } from "../../../stores/clickhouse/count-received.ts";
import { byColumns, bySide } from "../../../stores/clickhouse/dimension.ts";
import { readBudgets } from "../../../stores/postgres/budgets/read-budgets.ts";
import { readUsage } from "../../../stores/postgres/usage/read-usage.ts";
import type { Member, RequestContext } from "../context.ts";
import { newestOf, toIso } from "../metrics/describe-answer.ts";
import { eventTenant } from "../metrics/event-tenant.ts";
import { describeSpending } from "./describe-spending.ts";
import { monthAround, projectMonth } from "./month.ts";

const FIGURES = ["active_users", "received_at_ms"] as const;
const COSTS = ["cost_usd", "estimated_cost_share"] as const;

/** Answers what is used of what an organisation's plan gives. Events count for the month that they were received in. */
export async function describeUsage(ctx: RequestContext, member: Member): Promise<Usage> {
  const month = monthAround(ctx.now);
  const tenant = eventTenant(member);
  const scope = { tenant, filters: [], range: month };
  const [plan, budgets, received, sides, teams] = await Promise.all([
    readUsage(member.tenant),
    readBudgets(member.tenant),
    countReceived(ctx.events, tenant, { from: month.previousFrom, to: month.to }, ctx.signal),
    aggregateEvents(ctx.events, scope, { by: [bySide(month.from)], figures: FIGURES }, ctx.signal),
    aggregateEvents(ctx.events, scope, { by: byColumns(["team"]), figures: COSTS }, ctx.signal),
  ]);
  const current = sides.find(({ side }) => side === 1)?.figures ?? emptyFigures(FIGURES);
  const onDay = new Map(received.map(({ day, events }) => [day, events]));
  const used = sumOf(received.filter(({ day }) => day >= month.from));
  const limit = plan.monthlyEvents;
  const { projected, exhaustedAt } = projectMonth({ ...month, now: ctx.now, used, limit });
  const days = month.days.filter((day) => day <= ctx.now);
  const rate = { ...DEFAULT_LIMITS, ...plan.settings.limits };
  return {
    as_of: newestOf([{ receivedAt: current.received_at_ms ?? 0 }], ctx.now),
    plan: plan.plan,
    month: { from: toIso(month.from), to: toIso(month.to) },
    events: {
      used,
      limit,
      share: limit === null || limit === 0 ? null : used / limit,
      projected,
      exhausted_at: exhaustedAt === null ? null : toIso(exhaustedAt),
      previous_month: sumOf(received) - used,
      by_day: days.map((day) => ({ day: toIso(day).slice(0, 10), events: onDay.get(day) ?? 0 })),
    },
    spending: describeSpending(teams, budgets, { ...month, now: ctx.now }),
    seats: { used: plan.members, limit: plan.seats },
    active_users: current.active_users ?? 0,
    keys: { active: plan.activeKeys, ended: plan.endedKeys, last_used_at: plan.keysUsedAt?.toISOString() ?? null },
    rate: { events_per_second: rate.events_per_second, requests_per_minute: rate.requests_per_minute },
  };
}

function sumOf(days: readonly ReceivedOnDay[]): number {
  return days.reduce((sum, { events }) => sum + events, 0);
}
