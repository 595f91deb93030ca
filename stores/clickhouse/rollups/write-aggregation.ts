import { UNKNOWN } from "../../../contract/stored-event.ts";
import type { Aggregation } from "../aggregate-events.ts";
import type { Dimension } from "../dimension.ts";
import { type FigureName, FIGURES } from "../figures.ts";
import { type MeasureName, MEASURES, SESSION_KEY, sessionFailed } from "../measures.ts";
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
  if (part.of === "users") return writeUsers(part, by, relations);
  return part.outcomes ? writeOutcomes(part, by, relations) : writeSessions(part, by, relations);
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
  const parts = partsOf(
    source,
    relations,
    (rollup) => select(rollup, (name) => MEASURES[name].ofRollup),
    (events) => select(events, (name) => MEASURES[name].ofEvents),
  );
  const merged = measures.map((name) => `${MEASURES[name].merge}(part_${name}) AS m_${name}`);
  return `SELECT ${[names, ...merged].join(", ")} FROM (${parts}) GROUP BY ${names}`;
}

/** Different users. */
function writeUsers({ source }: Part, by: readonly Dimension[], relations: CoveredRelations): string {
  const { names, columns } = readGrouping(by);
  const select = (from: string) => `SELECT ${columns}, toString(user_id) AS who FROM ${from}`;
  return `SELECT ${names}, uniqExactIf(who, who NOT IN ('', '${UNKNOWN}')) AS users_seen
FROM (${partsOf(source, relations, select, select)}) GROUP BY ${names}`;
}

const IS_SESSION = `session_id != '${UNKNOWN}'`;

/** Different sessions. */
function writeSessions({ source }: Part, by: readonly Dimension[], relations: CoveredRelations): string {
  const { names, columns } = readGrouping(by);
  const select = (key: string) => (from: string) =>
    `SELECT ${columns}, ${key} AS session, ${IS_SESSION} AS named FROM ${from}`;
  return `SELECT ${names}, uniqExactIf(session, named) AS sessions_seen
FROM (${partsOf(source, relations, select("session_key"), select(SESSION_KEY))}) GROUP BY ${names}`;
}

const OUTCOME_NAMES = ["failing", "last_error_at", "last_doing_at"] as const;

/** Different sessions, and how many of them failed: what happened of a session in all its parts decides. */
function writeOutcomes({ source }: Part, by: readonly Dimension[], relations: CoveredRelations): string {
  const { names, columns } = readGrouping(by);
  const select = (from: string, key: string, measure: (name: (typeof OUTCOME_NAMES)[number]) => string) =>
    `SELECT ${
      [columns, `${key} AS session`, ...OUTCOME_NAMES.map((name) => `${measure(name)} AS m_${name}`)].join(", ")
    }
FROM ${from} WHERE ${IS_SESSION}`;
  const ofEvents = (from: string) =>
    `${select(from, SESSION_KEY, (name) => MEASURES[name].ofEvents)} GROUP BY ${names}, session`;
  const ofRollup = (from: string) => select(from, "session_key", (name) => name);
  return `SELECT ${names}, count() AS sessions_seen, countIf(failed) AS failed_sessions
FROM (
  SELECT ${names}, ${sessionFailed((name) => `max(m_${name})`)} AS failed
  FROM (${partsOf(source, relations, ofRollup, ofEvents)}) GROUP BY ${names}, session
) GROUP BY ${names}`;
}

/** The rows of a rollup and of the events it does not stand for; of events alone where there is none. */
function partsOf(
  source: Part["source"],
  relations: CoveredRelations,
  ofRollup: (relation: string) => string,
  ofEvents: (relation: string) => string,
): string {
  if (source === undefined) return ofEvents(relations.events());
  const rest = relations.rest();
  return [ofRollup(relations.rollup(source)), ...(rest === undefined ? [] : [ofEvents(rest)])].join("\nUNION ALL ");
}
