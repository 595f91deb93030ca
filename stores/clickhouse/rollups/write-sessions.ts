import { UNKNOWN } from "../../../contract/stored-event.ts";
import { FIGURES } from "../figures.ts";
import { type MeasureName, MEASURES, OUTCOMES, sessionFailed } from "../measures.ts";
import { anyOf, SESSION_COLUMNS, SESSION_FIGURES } from "../session-columns.ts";
import type { CoveredRelations } from "../tenant-query.ts";
import type { Source } from "./sources.ts";

const NAMED = `session_id != '${UNKNOWN}'`;

/** What a session is told apart by, and the names of these in a row of a session. */
const FACTS = { agent: "agent_id", user: "user_id", team_name: "team", repo_name: "repo" } as const;

const COUNTED = [
  ...new Set<MeasureName>([
    ...Object.keys(OUTCOMES) as (keyof typeof OUTCOMES)[],
    "user_prompts",
    ...SESSION_FIGURES.flatMap((name) => FIGURES[name].measures),
  ]),
];

/** Writes the query of the sessions of some events, a row of `SESSION_COLUMNS` each. Events that name no session are none. */
export function writeEventSessions(events: string): string {
  return `SELECT ${SESSION_COLUMNS.join(", ")} FROM ${events} WHERE ${NAMED} GROUP BY session_id`;
}

/** Writes the query of a scope's sessions, a row of `SESSION_COLUMNS` each. Events that name no session are none. */
export function writeSessions(source: Source | undefined, relations: CoveredRelations): string {
  if (source === undefined) return writeEventSessions(relations.events());
  const rest = relations.rest();
  const parts = [partsOfRollup(relations.rollup(source)), ...(rest === undefined ? [] : [partsOfEvents(rest)])];
  const merged = (name: MeasureName) => `${MEASURES[name].merge}(m_${name})`;
  return `SELECT ${
    [
      "session_id",
      "toUnixTimestamp64Milli(min(began_at)) AS started_at",
      "toUnixTimestamp64Milli(max(seen_at)) AS last_at",
      `${merged("session_ends")} > 0 AS has_ended`,
      `${sessionFailed(merged)} AS has_failed`,
      ...Object.keys(FACTS).map((name) => `anyIf(of_${name}, of_${name} != '') AS ${name}`),
      "arraySlice(arraySort(groupUniqArrayArray(of_models)), 1, 20) AS models",
      `${merged("user_prompts")} AS turns`,
      ...SESSION_FIGURES.map((name) => `${FIGURES[name].formula(merged)} AS f_${name}`),
    ].join(", ")
  }
FROM (${parts.join("\nUNION ALL ")}) GROUP BY session_id`;
}

function partsOfRollup(relation: string): string {
  return `SELECT ${
    [
      "session_id",
      "first_at AS began_at",
      "last_at AS seen_at",
      ...Object.entries(FACTS).map(([name, column]) => `toString(${column}) AS of_${name}`),
      "if(model = '', [], [toString(model)]) AS of_models",
      ...COUNTED.map((name) => `${name} AS m_${name}`),
    ].join(", ")
  } FROM ${relation} WHERE ${NAMED}`;
}

function partsOfEvents(relation: string): string {
  return `SELECT ${
    [
      "session_id",
      "min(timestamp) AS began_at",
      "max(timestamp) AS seen_at",
      ...Object.entries(FACTS).map(([name, column]) => `toString(${anyOf(column)}) AS of_${name}`),
      "groupUniqArrayIf(toString(model), model != '') AS of_models",
      ...COUNTED.map((name) => `${MEASURES[name].ofEvents} AS m_${name}`),
    ].join(", ")
  } FROM ${relation} WHERE ${NAMED} GROUP BY session_id`;
}
