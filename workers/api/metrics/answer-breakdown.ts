import type { Breakdown, BreakdownQuery, BreakdownRow } from "../../../contract/query.ts";
import { aggregateEvents, type Group } from "../../../stores/clickhouse/aggregate-events.ts";
import { byBucket, byColumn } from "../../../stores/clickhouse/dimension.ts";
import type { EventScope, TimeRange } from "../../../stores/clickhouse/tenant-query.ts";
import type { Member, RequestContext } from "../context.ts";
import { previousRange } from "./compared-period.ts";
import { describeFreshness, describePeriod, FRESHNESS_FIGURES } from "./describe-answer.ts";
import { readQuestion } from "./question.ts";
import { toSeries } from "./series.ts";

const COUNTS = ["events", "sessions", "llm_requests", "tool_calls", "errors", "tokens", "cost_usd"] as const;
const QUALITIES = ["success_rate", "estimated_cost_share", "p95_latency_ms"] as const;
const PREVIOUS = ["sessions", "cost_usd"] as const;

/** Answers which values of a column count for most, and how each of them developed. */
export async function answerBreakdown(
  ctx: RequestContext,
  member: Member,
  query: BreakdownQuery,
): Promise<Breakdown> {
  const { period, scope, filters } = readQuestion(ctx, member, query);
  const { group_by, order_by, limit } = query;
  const rows = await aggregateEvents(ctx.events, scope(period), {
    by: [byColumn(group_by)],
    figures: [...COUNTS, ...QUALITIES, ...FRESHNESS_FIGURES, order_by],
    top: { figure: order_by, limit },
  }, ctx.signal);
  const keys = rows.map(({ key }) => key);
  const shown = (range: TimeRange): EventScope => ({
    ...scope(range),
    filters: [...filters, { name: group_by, include: keys, exclude: [] }],
  });
  const [trends, previous] = keys.length === 0 ? [[], []] : await Promise.all([
    aggregateEvents(ctx.events, shown(period), {
      by: [byBucket(period.rule), byColumn(group_by)],
      figures: [order_by],
    }, ctx.signal),
    query.compare === "none" ? null : aggregateEvents(ctx.events, shown(previousRange(period)), {
      by: [byColumn(group_by)],
      figures: PREVIOUS,
    }, ctx.signal),
  ]);
  return {
    ...describeFreshness(rows, ctx.now),
    period: describePeriod(period),
    group_by,
    total_keys: rows[0]?.groupCount ?? 0,
    data: rows.map((row) => ({
      ...describeRow(row),
      previous: previous === null ? null : describePrevious(previous.find(({ key }) => key === row.key)),
      trend: toSeries(trends.filter(({ key }) => key === row.key), order_by, period, ctx.now),
    })),
  };
}

type RowFigures = (typeof COUNTS)[number] | (typeof QUALITIES)[number];

function describeRow({ key, figures }: Group<RowFigures>): Omit<BreakdownRow, "previous" | "trend"> {
  const counts = Object.fromEntries(COUNTS.map((name) => [name, figures[name] ?? 0]));
  const qualities = Object.fromEntries(QUALITIES.map((name) => [name, figures[name]]));
  return {
    key,
    ...counts as Record<(typeof COUNTS)[number], number>,
    ...qualities as Record<(typeof QUALITIES)[number], number | null>,
  };
}

function describePrevious(group: Group<(typeof PREVIOUS)[number]> | undefined): BreakdownRow["previous"] {
  return { sessions: group?.figures.sessions ?? 0, cost_usd: group?.figures.cost_usd ?? 0 };
}
