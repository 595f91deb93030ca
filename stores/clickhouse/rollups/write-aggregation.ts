import type { Aggregation } from "../aggregate-events.ts";
import type { Dimension } from "../dimension.ts";
import { type FigureName, FIGURES } from "../figures.ts";
import { type MeasureName, MEASURES, OUTCOMES, sessionFailed } from "../measures.ts";
import type { CoveredRelations } from "../tenant-query.ts";
import type { Part } from "./choose-plan.ts";

/** Writes the query of an aggregation: each part a subquery over its source and what that leaves to events. */
export function writeAggregation(
  parts: readonly Part[],
  aggregation: Aggregation,
  relations: CoveredRelations,
): string {
  const { by, top } = aggregation;
  const figures = [...new Set(aggregation.figures)];
  const names = by.map(({ name }) => name).join(", ");
  const [first, ...others] = parts.map((part, i) => `(${writePart(part, by, relations)}) AS counted_${i}`);
  return [
    `SELECT ${[names, ...figures.map(selectFigure), "count() OVER () AS group_count"].join(", ")}`,
    `FROM ${[first, ...others.map((part) => `${part} USING (${names})`)].join("\nLEFT JOIN ")}`,
    top === undefined ? "" : `ORDER BY f_${top.figure} DESC NULLS LAST, ${names} LIMIT {top_limit:UInt32}`,
  ].join("\n");
}

// Prefixed, because a figure or a measure named as a column would hide that column from the others.
function selectFigure(name: FigureName): string {
  return `${FIGURES[name].formula((measure) => `m_${measure}`)} AS f_${name}`;
}

function writePart(part: Part, by: readonly Dimension[], relations: CoveredRelations): string {
  if (part.of === "events") return writeMeasures(part, by, relations);
  return part.outcomes ? writeOutcomes(part, by, relations) : writePeople(part, by, relations);
}

interface Grouping {
  /** The dimensions' names. */
  names: string;
  /** The dimensions' definitions. */
  columns: string;
}

function readGrouping(by: readonly Dimension[]): Grouping {
  return {
    names: by.map(({ name }) => name).join(", "),
    columns: by.map(({ name, sql }) => `${sql} AS ${name}`).join(", "),
  };
}

/** Counts over events. */
function writeMeasures(
  { source, measures }: Extract<Part, { of: "events" }>,
  by: readonly Dimension[],
  relations: CoveredRelations,
): string {
  const { names, columns } = readGrouping(by);
  const select = (from: string, sql: (name: MeasureName) => string) =>
    `SELECT ${
      [columns, ...measures.map((name) => `${sql(name)} AS part_${name}`)].join(", ")
    } FROM ${from} GROUP BY ${names}`;
  const parts = source === undefined ? [select(relations.events(), (name) => MEASURES[name].ofEvents)] : [
    select(relations.rollup(source), (name) => MEASURES[name].ofRollup),
    ...optional(relations.rest(), (rest) => select(rest, (name) => MEASURES[name].ofEvents)),
  ];
  const merged = measures.map((name) => `${MEASURES[name].merge}(part_${name}) AS m_${name}`);
  return `SELECT ${[names, ...merged].join(", ")} FROM (${parts.join("\nUNION ALL ")}) GROUP BY ${names}`;
}

/** Different sessions and users. */
function writePeople({ source }: Part, by: readonly Dimension[], relations: CoveredRelations): string {
  const { names, columns } = readGrouping(by);
  const select = (from: string) => `SELECT ${columns}, session_id, toString(user_id) AS who FROM ${from}`;
  const parts = source === undefined
    ? [select(relations.events())]
    : [select(relations.rollup(source)), ...optional(relations.rest(), select)];
  return `SELECT ${names}, uniqExact(session_id) AS sessions_seen, uniqExactIf(who, who != '') AS users_seen
FROM (${parts.join("\nUNION ALL ")}) GROUP BY ${names}`;
}

const OUTCOME_NAMES = [...Object.keys(OUTCOMES), "errors"] as ("errors" | keyof typeof OUTCOMES)[];

/** Different sessions and users, and how many of the sessions failed: what happened of a session in all its parts decides. */
function writeOutcomes({ source }: Part, by: readonly Dimension[], relations: CoveredRelations): string {
  const { names, columns } = readGrouping(by);
  const ofEvents = (from: string) =>
    `SELECT ${columns}, session_id, groupUniqArrayIf(toString(user_id), user_id != '') AS who,
  ${OUTCOME_NAMES.map((name) => `${MEASURES[name].ofEvents} AS m_${name}`).join(", ")}
FROM ${from} GROUP BY ${names}, session_id`;
  const ofRollup = (from: string) =>
    `SELECT ${columns}, session_id, if(user_id = '', [], [toString(user_id)]) AS who,
  ${OUTCOME_NAMES.map((name) => `${name} AS m_${name}`).join(", ")}
FROM ${from}`;
  const parts = source === undefined
    ? [ofEvents(relations.events())]
    : [ofRollup(relations.rollup(source)), ...optional(relations.rest(), ofEvents)];
  return `SELECT ${names}, count() AS sessions_seen, countIf(failed) AS failed_sessions, uniqExactArray(users) AS users_seen
FROM (
  SELECT ${names}, session_id, groupUniqArrayArray(who) AS users,
    ${sessionFailed((name) => `${MEASURES[name].merge}(m_${name})`)} AS failed
  FROM (${parts.join("\nUNION ALL ")}) GROUP BY ${names}, session_id
) GROUP BY ${names}`;
}

function optional(relation: string | undefined, write: (relation: string) => string): string[] {
  return relation === undefined ? [] : [write(relation)];
}
