import type { Dimension } from "./dimension.ts";
import type { EventReader } from "./event-reader.ts";
import { type FigureName, FIGURES } from "./figures.ts";
import { joinGroups } from "./join-groups.ts";
import { choosePlan, type Part } from "./rollups/choose-plan.ts";
import { type Coverage, HOUR_MS, NO_COVERAGE } from "./rollups/coverage.ts";
import { readCoverage } from "./rollups/read-coverage.ts";
import { type Source, SOURCES } from "./rollups/sources.ts";
import { writeAggregation } from "./rollups/write-aggregation.ts";
import { coveredQuery, type EventScope } from "./tenant-query.ts";

/** What is computed of a scope's events. */
export interface Aggregation<F extends FigureName = FigureName> {
  /** At least one: a time (`bySide`, `byBucket`), columns (`byColumns`, `byTopGroups`), or both. */
  by: readonly [Dimension, ...Dimension[]];
  figures: readonly F[];
  /** Whether the figures of the period as a whole are wanted as well, beside those of each stretch of time. */
  whole?: boolean;
  /** The groups with the highest values of a figure only, counted after the grouping. */
  top?: { figure: F; limit: number };
}

/** The figures of one group of events. */
export interface Group<F extends FigureName> {
  /** 0 before the instant of the dimension, 1 since; 0 without that dimension. */
  side: number;
  /** Whether it is the period as a whole; its side and bucket say nothing. */
  isWhole: boolean;
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
  const planned = choosePlan(scope, aggregation, sources);
  const cuts = aggregation.by.flatMap(({ cut }) => cut ?? []);
  const coverage = planned.some(({ source }) => source !== undefined)
    ? await readCoverage(reader, scope, cuts, signal)
    : undefined;
  const plan = coverage === undefined ? choosePlan(scope, aggregation, []) : planned;
  const ask = async (parts: readonly Part[], asked: Aggregation) => {
    const query = writeQuery(scope, coverage ?? NO_COVERAGE, parts, asked);
    return (await reader.rows(query, signal)).map((row) => readGroup(row, asked));
  };
  // What is ordered by one figure has to be put together where it is ordered. Small questions at the same time are faster.
  if (aggregation.top !== undefined) return await ask(plan, aggregation);
  const answers = await Promise.all(plan.map((part) => ask([part], { ...aggregation, figures: part.figures })));
  return joinGroups(answers, aggregation.figures);
}

/** Most that events have to answer of a period for a statement to be small. */
const MOST_REST_MS = 3 * HOUR_MS;

/** Statements that read little and are asked at the same time take the less processor time the fewer threads they share out. */
function isSmall({ raw, hours, days }: Coverage): boolean {
  return hours.length + days.length > 0 && raw.reduce((sum, { from, to }) => sum + to - from, 0) <= MOST_REST_MS;
}

function writeQuery(scope: EventScope, coverage: Coverage, parts: readonly Part[], { by, top, ...rest }: Aggregation) {
  return coveredQuery<Row>(
    scope,
    coverage,
    (relations) =>
      writeAggregation(parts, { by, ...rest, ...(top === undefined ? {} : { top }) }, relations) +
      (top === undefined && isSmall(coverage) ? "\nSETTINGS max_threads = 1" : ""),
    Object.assign({}, ...by.map(({ params }) => params), top && { top_limit: top.limit }),
  );
}

function readGroup(row: Row, { by, figures }: Aggregation): Group<FigureName> {
  return {
    side: Number(row["side"] ?? 0),
    bucket: Number(row["bucket"] ?? 0),
    isWhole: Number(row["is_whole"] ?? 0) === 1,
    key: String(row["key"] ?? ""),
    keys: by.flatMap(({ name }) => name === "key" || name === "key_2" ? [String(row[name])] : []),
    figures: Object.fromEntries(figures.map((name) => [name, toNumber(row[`f_${name}`])])) as Record<
      FigureName,
      number | null
    >,
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
