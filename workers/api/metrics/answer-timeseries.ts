import type { GroupName, MetricName } from "../../../contract/metrics.ts";
import type { Timeseries, TimeseriesQuery } from "../../../contract/query.ts";
import { OTHER_KEY } from "../../../contract/window.ts";
import { aggregateEvents, emptyFigures, type Group } from "../../../stores/clickhouse/aggregate-events.ts";
import {
  byBucket,
  byColumns,
  bySide,
  byTopGroups,
  type Dimension,
  type GroupColumns,
} from "../../../stores/clickhouse/dimension.ts";
import type { Member, RequestContext } from "../context.ts";
import { comparedPeriod, previousRange } from "./compared-period.ts";
import { describeFreshness, describePeriod, FRESHNESS_FIGURES, toIso } from "./describe-answer.ts";
import { type Question, readQuestion } from "./question.ts";
import { toSeries } from "./series.ts";

/** Answers one metric over time, as a whole or split by a column into its largest parts and the rest. */
export async function answerTimeseries(
  ctx: RequestContext,
  member: Member,
  query: TimeseriesQuery,
): Promise<Timeseries> {
  const question = readQuestion(ctx, member, query);
  const { period } = question;
  const [{ totals, series }, comparison] = await Promise.all([
    query.group_by === undefined
      ? readWhole(ctx, question, query.metric)
      : readParts(ctx, question, query.metric, toColumns(query.group_by), query.top),
    readComparison(ctx, question, query),
  ]);
  return {
    ...describeFreshness(totals, ctx.now),
    metric: query.metric,
    period: describePeriod(period),
    buckets: period.buckets.map(toIso),
    partial_from: period.partialFrom,
    series,
    comparison,
  };
}

interface SeriesAnswer {
  totals: Group<MetricName | (typeof FRESHNESS_FIGURES)[number]>[];
  series: Timeseries["series"];
}

async function readWhole(ctx: RequestContext, question: Question, metric: MetricName): Promise<SeriesAnswer> {
  const { totals, buckets } = await readSeries(ctx, question, metric, []);
  const total = totals[0]?.figures[metric] ?? emptyFigures([metric])[metric];
  return {
    totals,
    series: [{ key: null, keys: [], total, values: toSeries(buckets, metric, question.period, ctx.now) }],
  };
}

async function readParts(
  ctx: RequestContext,
  question: Question,
  metric: MetricName,
  groups: GroupColumns,
  top: number,
): Promise<SeriesAnswer> {
  const { period, scope } = question;
  const largest = await aggregateEvents(ctx.events, scope(period), {
    by: byColumns(groups),
    figures: [metric],
    top: { figure: metric, limit: top },
  }, ctx.signal);
  const tops = largest.map(({ keys }) => keys);
  const { totals, buckets } = await readSeries(ctx, question, metric, byTopGroups(groups, tops));
  const series = [...tops, groups.map(() => OTHER_KEY)].flatMap((keys) => {
    const isOwn = (group: { keys: string[] }) => group.keys.every((key, at) => key === keys[at]);
    const total = totals.find(isOwn);
    if (total === undefined) return [];
    const values = toSeries(buckets.filter(isOwn), metric, period, ctx.now);
    return [{ key: keys[0] ?? null, keys, total: total.figures[metric], values }];
  });
  return { totals, series };
}

function toColumns([first, second]: GroupName[]): GroupColumns {
  if (first === undefined) throw new TypeError("a split needs a column, and got none");
  return second === undefined ? [first] : [first, second];
}

/** Totals and buckets of one metric, both split by the same dimensions. */
async function readSeries(ctx: RequestContext, { period, scope }: Question, metric: MetricName, split: Dimension[]) {
  const [totals, buckets] = await Promise.all([
    aggregateEvents(ctx.events, scope(period), {
      by: [bySide(period.from), ...split],
      figures: [metric, ...FRESHNESS_FIGURES],
    }, ctx.signal),
    aggregateEvents(ctx.events, scope(period), {
      by: [byBucket(period.rule), ...split],
      figures: [metric],
    }, ctx.signal),
  ]);
  return { totals, buckets };
}

async function readComparison(
  ctx: RequestContext,
  { period, scope }: Question,
  { metric, compare }: TimeseriesQuery,
): Promise<Timeseries["comparison"]> {
  const compared = comparedPeriod(period, compare);
  if (compared === null) return null;
  const previous = previousRange(period);
  const [buckets, [total]] = await Promise.all([
    aggregateEvents(ctx.events, scope(compared), { by: [byBucket(compared.rule)], figures: [metric] }, ctx.signal),
    aggregateEvents(ctx.events, scope(previous), { by: [bySide(previous.from)], figures: [metric] }, ctx.signal),
  ]);
  return {
    shift_ms: compared.shiftMs,
    total: total?.figures[metric] ?? emptyFigures([metric])[metric],
    values: toSeries(buckets, metric, period, ctx.now),
  };
}
