import { DEFAULT_LIMITS } from "../../../contract/quota.ts";
import type { Usage } from "../../../contract/query-usage.ts";
import { aggregateEvents, emptyFigures } from "../../../stores/clickhouse/aggregate-events.ts";
import { byBucket, bySide } from "../../../stores/clickhouse/dimension.ts";
import { readUsage } from "../../../stores/postgres/usage/read-usage.ts";
import type { Member, RequestContext } from "../context.ts";
import { newestOf, toIso } from "../metrics/describe-answer.ts";
import { eventTenant } from "../metrics/event-tenant.ts";
import { toSeries } from "../metrics/series.ts";
import { monthAround, projectMonth } from "./month.ts";

const DAY_MS = 86_400_000;
const FIGURES = ["events", "active_users", "received_at_ms"] as const;

/** Answers what is used of what an organisation's plan gives. */
export async function describeUsage(ctx: RequestContext, member: Member): Promise<Usage> {
  const month = monthAround(ctx.now);
  const scope = { tenant: eventTenant(member), filters: [] };
  const rule = { kind: "elapsed", origin: month.from, widthMs: DAY_MS } as const;
  const [plan, sides, days] = await Promise.all([
    readUsage(member.tenant),
    aggregateEvents(ctx.events, { ...scope, range: { from: month.previousFrom, to: month.to } }, {
      by: [bySide(month.from)],
      figures: FIGURES,
    }, ctx.signal),
    aggregateEvents(ctx.events, { ...scope, range: month }, { by: [byBucket(rule)], figures: ["events"] }, ctx.signal),
  ]);
  const figuresOf = (side: number) => sides.find((group) => group.side === side)?.figures ?? emptyFigures(FIGURES);
  const current = figuresOf(1);
  const used = current.events ?? 0;
  const limit = plan.monthlyEvents;
  const { projected, exhaustedAt } = projectMonth({ ...month, now: ctx.now, used, limit });
  const buckets = month.days.filter((day) => day <= ctx.now);
  const perDay = toSeries(days, "events", { buckets }, ctx.now);
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
      previous_month: figuresOf(0).events ?? 0,
      by_day: buckets.map((day, at) => ({ day: toIso(day).slice(0, 10), events: perDay[at] ?? 0 })),
    },
    seats: { used: plan.members, limit: plan.seats },
    active_users: current.active_users ?? 0,
    keys: { active: plan.activeKeys, ended: plan.endedKeys, last_used_at: plan.keysUsedAt?.toISOString() ?? null },
    rate: { events_per_second: rate.events_per_second, requests_per_minute: rate.requests_per_minute },
  };
}
