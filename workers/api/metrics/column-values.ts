import type { GroupName } from "../../../contract/metrics.ts";
import { aggregateEvents, emptyFigures, type Group } from "../../../stores/clickhouse/aggregate-events.ts";
import { byBucket, byColumn } from "../../../stores/clickhouse/dimension.ts";
import type { FigureName } from "../../../stores/clickhouse/figures.ts";
import type { EventScope, TimeRange } from "../../../stores/clickhouse/tenant-query.ts";
import type { RequestContext } from "../context.ts";
import { previousRange } from "./compared-period.ts";
import { narrow, type Question } from "./question.ts";

/** The asked events of a stretch of time that have one of some values in a column. */
export function scopeOfKeys(question: Question, group: GroupName, keys: string[], range: TimeRange): EventScope {
  return narrow(question, { name: group, include: keys, exclude: [] }).scope(range);
}

/** One figure per bucket of each of some values of a column. */
export async function readTrends<F extends FigureName>(
  ctx: RequestContext,
  question: Question,
  group: GroupName,
  keys: string[],
  figure: F,
): Promise<Group<F>[]> {
  if (keys.length === 0) return [];
  const { period } = question;
  return await aggregateEvents(ctx.events, scopeOfKeys(question, group, keys, period), {
    by: [byBucket(period.rule), byColumn(group)],
    figures: [figure],
  }, ctx.signal);
}

/** Figures of the period before, of each of some values of a column. */
export async function readBefore<F extends FigureName>(
  ctx: RequestContext,
  question: Question,
  group: GroupName,
  keys: string[],
  figures: readonly F[],
): Promise<Map<string, Record<F, number | null>>> {
  if (keys.length === 0) return new Map();
  const scope = scopeOfKeys(question, group, keys, previousRange(question.period));
  const groups = await aggregateEvents(ctx.events, scope, { by: [byColumn(group)], figures }, ctx.signal);
  const found = new Map(groups.map((row) => [row.key, row.figures]));
  return new Map(keys.map((key) => [key, found.get(key) ?? emptyFigures(figures)]));
}
