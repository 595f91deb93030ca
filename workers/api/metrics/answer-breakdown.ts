import type { MetricName } from "../../../contract/metrics.ts";
import type { Breakdown, BreakdownQuery, BreakdownRow, MetricParts } from "../../../contract/query.ts";
import type { Group } from "../../../stores/clickhouse/aggregate-events.ts";
import type { FigureName } from "../../../stores/clickhouse/figures.ts";
import type { Member, RequestContext } from "../context.ts";
import { readPage } from "../http/pages.ts";
import { readBefore, readTrends } from "./column-values.ts";
import { describeFreshness, describePeriod } from "./describe-answer.ts";
import { describePart } from "./metric-parts.ts";
import { readQuestion } from "./question.ts";
import { rankGroups, type RankPlace } from "./rank-groups.ts";
import { readTotal } from "./read-total.ts";
import { toSeries } from "./series.ts";

const COUNTS = ["events", "sessions", "llm_requests", "tool_calls", "errors", "tokens", "cost_usd"] as const;
const QUALITIES = ["success_rate", "estimated_cost_share", "p95_latency_ms"] as const;

/** Answers which values of a column count for most, and how each of them developed. */
export async function answerBreakdown(
  ctx: RequestContext,
  member: Member,
  query: BreakdownQuery,
): Promise<Breakdown> {
  const { group_by: group, order_by: order, metric: metrics = [], compare } = query;
  const page = readPage<RankPlace>(ctx, member, "/v1/metrics/breakdown", query);
  const question = readQuestion(ctx, member, query, page.askedAt);
  const { period, scope } = question;
  const figures = [...COUNTS, ...QUALITIES, ...metrics];
  const [ranked, totals] = await Promise.all([
    rankGroups(ctx, scope(period), { group, order, figures }, page),
    readTotal(ctx, question, metrics),
  ]);
  const { shown } = ranked;
  const keys = shown.map(({ key }) => key);
  const [trends, before] = await Promise.all([
    readTrends(ctx, question, group, keys, order),
    compare === "none" ? null : readBefore(ctx, question, group, keys, ["sessions", "cost_usd", ...metrics]),
  ]);
  return {
    ...describeFreshness(shown, page.askedAt),
    period: describePeriod(period),
    group_by: group,
    total_keys: ranked.totalKeys,
    totals,
    data: shown.map((row) => {
      const past = before === null ? null : before.get(row.key);
      return {
        ...describeRow(row),
        previous: past === null ? null : { sessions: past?.sessions ?? 0, cost_usd: past?.cost_usd ?? 0 },
        metrics: describeMetrics(metrics, row.figures, totals, past),
        trend: toSeries(trends.filter(({ key }) => key === row.key), order, period, page.askedAt),
      };
    }),
    next_cursor: ranked.nextCursor,
  };
}

type Figures<F extends FigureName> = Record<F, number | null>;

type RowFigures = (typeof COUNTS)[number] | (typeof QUALITIES)[number];

function describeRow({ key, figures }: Group<RowFigures>): Omit<BreakdownRow, "previous" | "metrics" | "trend"> {
  const counts = Object.fromEntries(COUNTS.map((name) => [name, figures[name] ?? 0]));
  const qualities = Object.fromEntries(QUALITIES.map((name) => [name, figures[name]]));
  return {
    key,
    ...counts as Record<(typeof COUNTS)[number], number>,
    ...qualities as Record<(typeof QUALITIES)[number], number | null>,
  };
}

function describeMetrics(
  metrics: readonly MetricName[],
  figures: Figures<MetricName>,
  totals: Partial<Figures<MetricName>>,
  before: Partial<Figures<MetricName>> | null | undefined,
): MetricParts {
  return Object.fromEntries(metrics.map((metric) => [
    metric,
    describePart(metric, { value: figures[metric], whole: totals[metric], before: before?.[metric] }),
  ]));
}
