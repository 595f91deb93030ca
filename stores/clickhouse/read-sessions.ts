import type { EventReader } from "./event-reader.ts";
import { FIGURES, SESSION_FAILED } from "./figures.ts";
import { type EventScope, tenantQuery } from "./tenant-query.ts";

/** Where a page of sessions ends: start (epoch ms) and id of its last one. */
export interface SessionPosition {
  startedAt: number;
  sessionId: string;
}

/** What a session did within the scope. Times are epoch ms. */
export interface SessionRecord extends SessionPosition {
  lastAt: number;
  hasEnded: boolean;
  hasFailed: boolean;
  agentId: string;
  userId: string;
  team: string;
  repo: string;
  models: string[];
  events: number;
  turns: number;
  llmRequests: number;
  toolCalls: number;
  errors: number;
  tokens: number;
  costUsd: number;
  estimatedCosts: number;
  receivedAt: number;
}

type Row = Record<string, string | number | boolean> & { models: string[] };

/** A scope's sessions, the one that started last first, from after a position on. */
export async function readSessions(
  reader: EventReader,
  scope: EventScope,
  page: { after: SessionPosition | null; limit: number },
  signal: AbortSignal,
): Promise<SessionRecord[]> {
  const { after, limit } = page;
  const query = tenantQuery<Row>(
    scope,
    (events) =>
      `SELECT ${COLUMNS.join(", ")} FROM ${events} GROUP BY session_id
${after === null ? "" : "HAVING (started_at, session_id) < ({after_at:Int64}, {after_id:String})"}
ORDER BY started_at DESC, session_id DESC LIMIT {page_limit:UInt32}`,
    { page_limit: limit, ...(after === null ? {} : { after_at: after.startedAt, after_id: after.sessionId }) },
  );
  return (await reader.rows(query, signal)).map(toRecord);
}

// What a session says first and last may lack what others say; any value that is not empty will do.
const anyOf = (column: string) => `anyIf(${column}, ${column} != '')`;

const COLUMNS = [
  "session_id",
  "toUnixTimestamp64Milli(min(timestamp)) AS started_at",
  "toUnixTimestamp64Milli(max(timestamp)) AS last_at",
  "countIf(event_type = 'session_end') > 0 AS has_ended",
  `${SESSION_FAILED} AS has_failed`,
  `${anyOf("agent_id")} AS agent`,
  `${anyOf("user_id")} AS user`,
  `${anyOf("team")} AS team_name`,
  `${anyOf("repo")} AS repo_name`,
  "arraySort(groupUniqArrayIf(20)(toString(model), model != '')) AS models",
  "countIf(event_type = 'user_prompt') AS turns",
  ...([
    "events",
    "llm_requests",
    "tool_calls",
    "errors",
    "tokens",
    "cost_usd",
    "estimated_costs",
    "received_at_ms",
  ] as const)
    .map((name) => `${FIGURES[name].sql} AS f_${name}`),
];

function toRecord(row: Row): SessionRecord {
  return {
    sessionId: String(row["session_id"]),
    startedAt: Number(row["started_at"]),
    lastAt: Number(row["last_at"]),
    hasEnded: Boolean(row["has_ended"]),
    hasFailed: Boolean(row["has_failed"]),
    agentId: String(row["agent"]),
    userId: String(row["user"]),
    team: String(row["team_name"]),
    repo: String(row["repo_name"]),
    models: row.models,
    events: Number(row["f_events"]),
    turns: Number(row["turns"]),
    llmRequests: Number(row["f_llm_requests"]),
    toolCalls: Number(row["f_tool_calls"]),
    errors: Number(row["f_errors"]),
    tokens: Number(row["f_tokens"]),
    costUsd: Number(row["f_cost_usd"]),
    estimatedCosts: Number(row["f_estimated_costs"]),
    receivedAt: Number(row["f_received_at_ms"]),
  };
}
