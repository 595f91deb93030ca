import type { Dimension } from "./dimension.ts";
import type { EventReader } from "./event-reader.ts";
import { type FigureName, FIGURES } from "./figures.ts";
import { choosePlan } from "./rollups/choose-plan.ts";
import { NO_COVERAGE } from "./rollups/coverage.ts";
import { readCoverage } from "./rollups/read-coverage.ts";
import { type Source, SOURCES } from "./rollups/sources.ts";
import { writeAggregation } from "./rollups/write-aggregation.ts";
import { coveredQuery, type EventScope } from "./tenant-query.ts";

/** What is computed of a scope's events. */
export interface Aggregation<F extends FigureName = FigureName> {
  /** At least one: a time (`bySide`, `byBucket`), columns (`byColumns`, `byTopGroups`), or both. */
  by: readonly [Dimension, ...Dimension[]];
  figures: readonly F[];
  /** The groups with the highest values of a figure only, counted after the grouping. */
  top?: { figure: F; limit: number };
}

/** The figures of one group of events. */
export interface Group<F extends FigureName> {
  /** 0 before the instant of the dimension, 1 since; 0 without that dimension. */
  side: number;
  /** Number of the time bucket; 0 without that dimension. */
  bucket: number;
  /** Value of the first grouping column; empty without that dimension. */
  key: string;
  /** Values of the grouping columns, in their order. */
  keys: string[];
  figures: Record<F, number | null>;
  /** How many groups there are, of which `top` may have left some out. */
  groupCount: number;
}

type Row = Record<string, string | number | null>;

/**
 * Computes figures of a scope's events, one group per combination of the dimensions' values: from rollups where these stand for
 * the events, and from events elsewhere. The answer is the same either way.
 * @param sources the rollups that may be used; none of them leaves events alone
 */
export async function aggregateEvents<F extends FigureName>(
  reader: EventReader,
  scope: EventScope,
  aggregation: Aggregation<F>,
  signal: AbortSignal,
  sources: readonly Source[] = SOURCES,
): Promise<Group<F>[]> {
  const { by, top } = aggregation;
  const planned = choosePlan(scope, aggregation, sources);
  const cuts = by.flatMap(({ cut }) => cut ?? []);
  const coverage = planned.some(({ source }) => source !== undefined)
    ? await readCoverage(reader, scope, cuts, signal)
    : undefined;
  const plan = coverage === undefined ? choosePlan(scope, aggregation, []) : planned;
  const query = coveredQuery<Row>(
    scope,
    coverage ?? NO_COVERAGE,
    (relations) => writeAggregation(plan, aggregation, relations),
    Object.assign({}, ...by.map(({ params }) => params), top && { top_limit: top.limit }),
  );
  return (await reader.rows(query, signal)).map((row) => readGroup(row, aggregation));
}

function readGroup<F extends FigureName>(row: Row, { by, figures }: Aggregation<F>): Group<F> {
  return {
    side: Number(row["side"] ?? 0),
    bucket: Number(row["bucket"] ?? 0),
    key: String(row["key"] ?? ""),
    keys: by.flatMap(({ name }) => name === "key" || name === "key_2" ? [String(row[name])] : []),
    figures: Object.fromEntries(figures.map((name) => [name, toNumber(row[`f_${name}`])])) as Record<F, number | null>,
    groupCount: Number(row["group_count"]),
  };
}

/** The figures of no events at all. */
export function emptyFigures<F extends FigureName>(figures: readonly F[]): Record<F, number | null> {
  return Object.fromEntries(figures.map((name) => [name, FIGURES[name].empty])) as Record<F, number | null>;
}

// Wide integers and decimals may come as text, depending on the server's settings.
function toNumber(value: string | number | null | undefined): number | null {
  return value === null || value === undefined ? null : Number(value);
}
