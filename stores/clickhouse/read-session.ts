import { UNKNOWN } from "../../contract/stored-event.ts";
import type { EventReader } from "./event-reader.ts";
import { FAILED, FIGURES } from "./figures.ts";
import { anyOf, SESSION_COLUMNS, type SessionRecord, type SessionRow, toSessionRecord } from "./session-columns.ts";
import { type EventScope, tenantQuery } from "./tenant-query.ts";

/** All that is known of a session. */
export interface SessionFactsRecord extends SessionRecord {
  environment: string;
  branch: string;
  agentVersion: string;
  users: string[];
  providers: string[];
  tools: { tool_name: string; calls: number; failures: number }[];
  inputTokens: number;
  outputTokens: number;
  cacheReadTokens: number;
  cacheCreationTokens: number;
  reasoningTokens: number;
  linesAdded: number;
  linesRemoved: number;
}

interface FactsRow {
  environment_name: string;
  branch_name: string;
  version: string;
  users: string[];
  providers: string[];
  tool_names: string[];
  tool_calls: (string | number)[];
  tool_failures: (string | number)[];
  [figure: string]: unknown;
}

const TOKENS = [
  "input_tokens",
  "output_tokens",
  "cache_read_tokens",
  "cache_creation_tokens",
  "reasoning_tokens",
] as const;

/** How many of a session's tools are told apart. */
const MAX_TOOLS = 100;

const FACTS = [
  `${anyOf("environment")} AS environment_name`,
  `${anyOf("branch")} AS branch_name`,
  `${anyOf("agent_version")} AS version`,
  "arraySort(groupUniqArrayIf(20)(user_id, user_id != '')) AS users",
  "arraySort(groupUniqArrayIf(20)(toString(provider), provider != '')) AS providers",
  "sum(lines_added) AS added",
  "sum(lines_removed) AS removed",
  "sumMapIf([toString(tool_name)], [toUInt64(1)], event_type = 'tool_call') AS calls",
  `sumMapIf([toString(tool_name)], [toUInt64(${FAILED})], event_type = 'tool_call') AS failures`,
  ...TOKENS.map((name) => `${FIGURES[name].sql} AS f_${name}`),
];

/** A session of a scope, or `undefined` where the scope holds nothing of it. */
export async function readSession(
  reader: EventReader,
  scope: EventScope,
  sessionId: string,
  signal: AbortSignal,
): Promise<SessionFactsRecord | undefined> {
  if (sessionId === UNKNOWN) return undefined;
  const query = tenantQuery<SessionRow & FactsRow>(
    scope,
    (events) =>
      `SELECT * EXCEPT (calls, failures), calls.1 AS tool_names, calls.2 AS tool_calls, failures.1 AS failed_names,
  failures.2 AS tool_failures
FROM (SELECT ${[...SESSION_COLUMNS, ...FACTS].join(", ")} FROM ${events} WHERE session_id = {session_id:String}
  GROUP BY session_id)`,
    { session_id: sessionId },
  );
  const [row] = await reader.rows(query, signal);
  return row === undefined ? undefined : { ...toSessionRecord(row), ...toFacts(row) };
}

function toFacts(row: FactsRow): Omit<SessionFactsRecord, keyof SessionRecord> {
  const figure = (name: (typeof TOKENS)[number]) => Number(row[`f_${name}`]);
  return {
    environment: row.environment_name,
    branch: row.branch_name,
    agentVersion: row.version,
    users: row.users,
    providers: row.providers,
    tools: toTools(row),
    inputTokens: figure("input_tokens"),
    outputTokens: figure("output_tokens"),
    cacheReadTokens: figure("cache_read_tokens"),
    cacheCreationTokens: figure("cache_creation_tokens"),
    reasoningTokens: figure("reasoning_tokens"),
    linesAdded: Number(row["added"]),
    linesRemoved: Number(row["removed"]),
  };
}

function toTools(row: FactsRow): SessionFactsRecord["tools"] {
  const failedNames = row["failed_names"] as string[];
  const failures = new Map(failedNames.map((name, at) => [name, Number(row.tool_failures[at])]));
  return row.tool_names
    .map((tool_name, at) => ({
      tool_name,
      calls: Number(row.tool_calls[at]),
      failures: failures.get(tool_name) ?? 0,
    }))
    .toSorted((a, b) => b.calls - a.calls || (a.tool_name < b.tool_name ? -1 : 1))
    .slice(0, MAX_TOOLS);
}
