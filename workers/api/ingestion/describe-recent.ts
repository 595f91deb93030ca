import type { Arrival, Arrivals, ArrivalsQuery, Refusal } from "../../../contract/arrivals.ts";
import { readRecentArrivals, type RecentArrival } from "../../../stores/clickhouse/read-recent-arrivals.ts";
import { readWarnings } from "../../../stores/clickhouse/read-warnings.ts";
import type { Member, RequestContext } from "../context.ts";
import { toIso } from "../metrics/describe-answer.ts";
import { eventTenant } from "../metrics/event-tenant.ts";
import { findOddities } from "./find-oddities.ts";

const MAX_WARNINGS = 200;

/** What arrived in the last minutes, from which clients, what was refused, and what is odd about it. */
export async function describeRecent(ctx: RequestContext, member: Member, query: ArrivalsQuery): Promise<Arrivals> {
  const since = ctx.now - query.minutes * 60_000;
  const tenant = eventTenant(member);
  const page = { kind: "rejected_events" as const, after: null, limit: MAX_WARNINGS };
  const [arrivals, warnings] = await Promise.all([
    readRecentArrivals(ctx.events, tenant, { since, now: ctx.now }, ctx.signal),
    readWarnings(ctx.events, tenant, page, ctx.signal),
  ]);
  const refused = toRefusals(warnings.filter(({ at }) => at >= since));
  return {
    as_of: toIso(ctx.now),
    minutes: query.minutes,
    clients: arrivals.map(describe),
    refused,
    oddities: findOddities(arrivals, refused, query.minutes),
  };
}

function describe(arrival: RecentArrival): Arrival {
  const { agent_id, agent_version, source, events, event_types, tokens, cost_usd } = arrival;
  return {
    agent_id,
    agent_version,
    signal: source,
    events,
    event_types,
    newest_at: toIso(arrival.received_at),
    newest_event_at: toIso(arrival.event_at),
    tokens,
    cost_usd,
    estimated: arrival.estimated > 0,
  };
}

/** Warnings come the newest first. */
function toRefusals(warnings: Awaited<ReturnType<typeof readWarnings>>): Refusal[] {
  return [...Map.groupBy(warnings, ({ code }) => code)].map(([code, same]) => ({
    code,
    count: same.reduce((sum, { count }) => sum + count, 0),
    newest_at: toIso(same[0]?.at ?? 0),
    detail: same[0]?.detail ?? "",
  }));
}
