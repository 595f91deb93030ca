import { KPI_NAMES, type KpiName } from "../../../contract/metrics.ts";
import type { Kpi, Overview, PeriodQuery } from "../../../contract/query.ts";
import { aggregateEvents, emptyFigures, type Group } from "../../../stores/clickhouse/aggregate-events.ts";
import { byBucket, bySide } from "../../../stores/clickhouse/dimension.ts";
import type { Member, RequestContext } from "../context.ts";
import { previousRange } from "./compared-period.ts";
import { describeFreshness, describePeriod, describeRange, FRESHNESS_FIGURES, toIso } from "./describe-answer.ts";
import { readQuestion } from "./question.ts";
import { toSeries } from "./series.ts";

const TOTALS = [
  ...KPI_NAMES,
  "events",
  "sessions_failed",
  "estimated_cost_share",
  "cache_hit_ratio",
  "mean_latency_ms",
  "error_rate",
  ...FRESHNESS_FIGURES,
] as const;

/** Answers what the overview shows: totals and series of the period together, and beside these the totals of the one before. */
export async function answerOverview(ctx: RequestContext, member: Member, query: PeriodQuery): Promise<Overview> {
  const { period, scope } = readQuestion(ctx, member, query);
  const previous = query.compare === "none" ? null : previousRange(period);
  const [groups, earlier] = await Promise.all([
    aggregateEvents(ctx.events, scope(period), {
      by: [byBucket(period.rule)],
      figures: TOTALS,
      whole: true,
    }, ctx.signal),
    previous === null ? [] : aggregateEvents(ctx.events, scope(previous), {
      by: [bySide(previous.from)],
      figures: KPI_NAMES,
    }, ctx.signal),
  ]);
  const current = groups.filter(({ isWhole }) => isWhole);
  const buckets = groups.filter(({ isWhole }) => !isWhole);
  const totals = figuresOf(current);
  const before = previous === null ? null : earlier[0]?.figures ?? emptyFigures(KPI_NAMES);
  const kpi = (name: KpiName): Kpi => ({
    value: totals[name],
    previous: before?.[name] ?? null,
    series: toSeries(buckets, name, period, ctx.now),
  });
  return {
    ...describeFreshness(current, ctx.now),
    period: describePeriod(period),
    previous_period: previous === null ? null : describeRange(previous),
    buckets: period.buckets.map(toIso),
    kpis: Object.fromEntries(KPI_NAMES.map((name) => [name, kpi(name)])) as Overview["kpis"],
    context: {
      seats: member.organization.seats,
      sessions_failed: totals.sessions_failed ?? 0,
      estimated_cost_share: totals.estimated_cost_share,
      cache_hit_ratio: totals.cache_hit_ratio,
      mean_latency_ms: totals.mean_latency_ms,
      error_rate: totals.error_rate,
      events: totals.events ?? 0,
    },
  };
}

type Totals = Group<(typeof TOTALS)[number]>["figures"];

function figuresOf([group]: Group<(typeof TOTALS)[number]>[]): Totals {
  return group?.figures ?? emptyFigures(TOTALS);
}
