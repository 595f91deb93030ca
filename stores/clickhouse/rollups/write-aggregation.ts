import { UNKNOWN } from "../../../contract/stored-event.ts";
import type { Aggregation } from "../aggregate-events.ts";
import type { Dimension } from "../dimension.ts";
import { type FigureName, FIGURES } from "../figures.ts";
import {
  IS_ERROR,
  type MeasureName,
  MEASURES,
  NO_SESSION_KEY,
  SESSION_KEY,
  sessionFailed,
  USER_KEY,
} from "../measures.ts";
import type { CoveredRelations } from "../tenant-query.ts";
import type { Part } from "./choose-plan.ts";
import type { Source } from "./sources.ts";

/** Writes the query of an aggregation: each part a subquery over its source and what that leaves to events. */
export function writeAggregation(
  parts: readonly Part[],
  { by, top, figures, whole = false }: Aggregation,
  relations: CoveredRelations,
): string {
  const grouping = readGrouping(by, whole);
  const names = grouping.results;
  const written = withoutRepetition(parts);
  const [first, ...others] = written.map((part, i) => `(${writePart(part, grouping, relations)}) AS counted_${i}`);
  return [
    `SELECT ${[names, ...[...new Set(figures)].map(selectFigure), "count() OVER () AS group_count"].join(", ")}`,
    `FROM ${[first, ...others.map((part) => `${part} USING (${names})`)].join("\nLEFT JOIN ")}`,
    top === undefined ? "" : `ORDER BY f_${top.figure} DESC NULLS LAST, ${names} LIMIT {top_limit:UInt32}`,
  ].join("\n");
}

/** Parts that are put beside each other, of which only one brings a measure along. */
function withoutRepetition(parts: readonly Part[]): Part[] {
  const seen = new Set<MeasureName>();
  return parts.map((part) => {
    if (part.of !== "events") return part;
    const measures = part.measures.filter((name) => !seen.has(name));
    for (const name of measures) seen.add(name);
    return { ...part, measures };
  });
}

// Prefixed, because a figure or a measure named as a column would hide that column from the others.
function selectFigure(name: FigureName): string {
  return `${FIGURES[name].formula((measure) => `m_${measure}`)} AS f_${name}`;
}

function writePart(part: Part, grouping: Grouping, relations: CoveredRelations): string {
  if (part.of === "events") return writeMeasures(part, grouping, relations);
  return part.of === "people" ? writePeople(part, grouping, relations) : writeFailures(part, grouping, relations);
}

interface Grouping {
  /** The dimensions' names. */
  names: string[];
  /** The dimensions' definitions. */
  columns: string;
  /** What a query selects beside its aggregates in the last step, and the names of these. */
  selected: string;
  results: string;
  /** The clause that groups by the dimensions, and by more; with `whole` also by these without the time. */
  clause(more?: string): string;
}

function readGrouping(by: readonly Dimension[], whole: boolean): Grouping {
  const names = by.map(({ name }) => name);
  const columns = by.map(({ name, sql }) => `${sql} AS ${name}`).join(", ");
  const time = by.find(({ cut }) => cut !== undefined);
  if (!whole || time === undefined) {
    const clause = (more?: string) => `GROUP BY ${[...names, ...(more === undefined ? [] : [more])].join(", ")}`;
    return { names, columns, selected: names.join(", "), results: names.join(", "), clause };
  }
  const timeless = by.filter(({ cut }) => cut === undefined).map(({ name }) => name);
  const set = (list: readonly string[], more?: string) =>
    `(${[...list, ...(more === undefined ? [] : [more])].join(", ")})`;
  return {
    names,
    columns,
    selected: `${names.join(", ")}, grouping(${time.name}) AS is_whole`,
    results: `${names.join(", ")}, is_whole`,
    clause: (more) => `GROUP BY GROUPING SETS (${set(names, more)}, ${set(timeless, more)})`,
  };
}

/** Counts over events. */
function writeMeasures(
  { source, measures }: Extract<Part, { of: "events" }>,
  { names, columns, selected, clause }: Grouping,
  relations: CoveredRelations,
): string {
  const select = (from: string, sql: (name: MeasureName) => string) =>
    `SELECT ${[columns, ...measures.map((name) => `${sql(name)} AS part_${name}`)].join(", ")} FROM ${from} GROUP BY ${
      names.join(", ")
    }`;
  const parts = partsOf(
    source,
    relations,
    (rollup) => select(rollup, (name) => MEASURES[name].ofRollup),
    (events) => select(events, (name) => MEASURES[name].ofEvents),
  );
  const merged = measures.map((name) => `${MEASURES[name].merge}(part_${name}) AS m_${name}`);
  return `SELECT ${[selected, ...merged].join(", ")} FROM (${parts}) ${clause()}`;
}

/**
 * Different sessions and users, both told apart by numbers of 64 bits that stand for their names: sets of these are built in half the
 * time, and of ten million names two share one in one of 370,000 questions.
 */
function writePeople(
  { source }: Part,
  { names, columns, selected, clause }: Grouping,
  relations: CoveredRelations,
): string {
  const select = (key: string) => (from: string) =>
    `SELECT ${columns}, toUInt64(${key}) AS session, ${USER_KEY} AS who, user_id NOT IN ('', '${UNKNOWN}') AS is_somebody FROM ${from}`;
  const counts = {
    sessions_seen: ["session", `session != toUInt64(${NO_SESSION_KEY})`],
    users_seen: ["who", "is_somebody"],
  };
  const states = Object.entries(counts).map(([name, args]) => `uniqExactIfState(${args.join(", ")}) AS of_${name}`);
  const merged = Object.keys(counts).map((name) => `uniqExactIfMerge(of_${name}) AS ${name}`);
  return `SELECT ${[selected, ...merged].join(", ")} FROM (
  SELECT ${[...names, ...states].join(", ")}
  FROM (${partsOf(source, relations, select("session_key"), select(SESSION_KEY))}) GROUP BY ${names.join(", ")}
) ${clause()}`;
}

const IS_SESSION = `session != ${NO_SESSION_KEY}`;
const OUTCOME_NAMES = ["failing", "last_error_at", "last_doing_at"] as const;

/**
 * How many sessions failed: what happened of a session in all its parts decides, so only those that may have are looked at. Half
 * of a key finds these, in rows of any computation: a session too many is looked at and not counted.
 */
function writeFailures({ source }: Part, grouping: Grouping, relations: CoveredRelations): string {
  const { names, columns, selected, results, clause } = grouping;
  const select = (from: string, key: string, measure: (name: (typeof OUTCOME_NAMES)[number]) => string) =>
    `SELECT ${
      [columns, `${key} AS session`, ...OUTCOME_NAMES.map((name) => `${measure(name)} AS m_${name}`)].join(", ")
    }
FROM ${from}`;
  const ofEvents = (from: string) =>
    `${select(from, SESSION_KEY, (name) => MEASURES[name].ofEvents)} GROUP BY ${names.join(", ")}, session`;
  // What follows all rollups decides by itself about the sessions whose last error is in it.
  const rest = source === undefined || relations.restIsLast() ? undefined : relations.rest();
  const ofRollup = (from: string, source: Source) =>
    `${select(from, "session_key", (name) => name)}
WHERE toUInt64(session_key) IN (
  SELECT toUInt64(session_key) FROM ${relations.anyRollup(source)} WHERE may_fail
  ${rest === undefined ? "" : `UNION ALL SELECT toUInt64(${SESSION_KEY}) FROM ${rest} WHERE ${IS_ERROR}`})`;
  return `SELECT ${results}, countIf(failed) AS failed_sessions
FROM (
  SELECT ${selected}, ${sessionFailed((name) => `max(m_${name})`)} AS failed
  FROM (${partsOf(source, relations, ofRollup, ofEvents)}) WHERE ${IS_SESSION} ${clause("session")}
) GROUP BY ${results}`;
}

/** The rows of a rollup and of the events it does not stand for; of events alone where there is none. */
function partsOf(
  source: Part["source"],
  relations: CoveredRelations,
  ofRollup: (relation: string, source: Source) => string,
  ofEvents: (relation: string) => string,
): string {
  if (source === undefined) return ofEvents(relations.events());
  const rest = relations.rest();
  return [ofRollup(relations.rollup(source), source), ...(rest === undefined ? [] : [ofEvents(rest)])].join(
    "\nUNION ALL ",
  );
}
