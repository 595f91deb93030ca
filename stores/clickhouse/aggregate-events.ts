import type { Dimension } from "./dimension.ts";
import type { EventReader } from "./event-reader.ts";
import { type FigureName, FIGURES, SESSION_FAILED } from "./figures.ts";
import { type EventScope, type TenantQuery, tenantQuery } from "./tenant-query.ts";

/** What is computed of a scope's events. */
export interface Aggregation<F extends FigureName> {
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

/** Computes figures of a scope's events in one query, one group per combination of the dimensions' values. */
export async function aggregateEvents<F extends FigureName>(
  reader: EventReader,
  scope: EventScope,
  aggregation: Aggregation<F>,
  signal: AbortSignal,
): Promise<Group<F>[]> {
  const rows = await reader.rows(aggregationQuery(scope, aggregation), signal);
  return rows.map((row) => ({
    side: Number(row["side"] ?? 0),
    bucket: Number(row["bucket"] ?? 0),
    key: String(row["key"] ?? ""),
    keys: aggregation.by.flatMap(({ name }) => name === "key" || name === "key_2" ? [String(row[name])] : []),
    figures: Object.fromEntries(
      aggregation.figures.map((name) => [name, toNumber(row[`f_${name}`])]),
    ) as Record<F, number | null>,
    groupCount: Number(row["group_count"]),
  }));
}

/** The figures of no events at all. */
export function emptyFigures<F extends FigureName>(figures: readonly F[]): Record<F, number | null> {
  return Object.fromEntries(figures.map((name) => [name, FIGURES[name].empty])) as Record<F, number | null>;
}

// Wide integers and decimals may come as text, depending on the server's settings.
function toNumber(value: string | number | null | undefined): number | null {
  return value === null || value === undefined ? null : Number(value);
}

function aggregationQuery<F extends FigureName>(scope: EventScope, aggregation: Aggregation<F>): TenantQuery<Row> {
  const { by, top } = aggregation;
  const figures = [...new Set(aggregation.figures)];
  const names = by.map(({ name }) => name).join(", ");
  const grouping = by.map(({ name, sql }) => `${sql} AS ${name}`).join(", ");
  const ofEvents = figures.filter((name) => !FIGURES[name].perSession);
  const ofSessions = figures.filter((name) => FIGURES[name].perSession);
  const outer = [
    names,
    ...ofEvents.map((name) => `f_${name}`),
    ...ofSessions.map(select),
    "count() OVER () AS group_count",
  ];
  return tenantQuery<Row>(
    scope,
    (events) =>
      `WITH scoped AS (SELECT *, ${grouping} FROM ${events})
SELECT ${outer.join(", ")}
FROM (SELECT ${[names, ...ofEvents.map(select)].join(", ")} FROM scoped GROUP BY ${names}) AS of_events
${ofSessions.length > 0 ? `LEFT JOIN ${sessionOutcomes(names)} AS of_sessions USING (${names})` : ""}
${top === undefined ? "" : `ORDER BY f_${top.figure} DESC NULLS LAST, ${names} LIMIT {top_limit:UInt32}`}`,
    Object.assign({}, ...by.map(({ params }) => params), top === undefined ? {} : { top_limit: top.limit }),
  );
}

// Prefixed, because a figure named as a column would hide that column from the others.
function select(name: FigureName): string {
  return `${FIGURES[name].sql} AS f_${name}`;
}

function sessionOutcomes(names: string): string {
  return `(SELECT ${names}, countIf(failed) AS sessions_failed, count() AS sessions_seen
  FROM (SELECT ${names}, session_id, ${SESSION_FAILED} AS failed FROM scoped GROUP BY ${names}, session_id)
  GROUP BY ${names})`;
}
