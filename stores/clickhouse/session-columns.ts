import { FIGURES, SESSION_FAILED } from "./figures.ts";

/** What a session did within a scope. Times are epoch ms. */
export interface SessionRecord {
  sessionId: string;
  startedAt: number;
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
  toolFailures: number;
  errors: number;
  tokens: number;
  costUsd: number;
  estimatedCosts: number;
  receivedAt: number;
}

/** A row of {@link SESSION_COLUMNS}. */
export type SessionRow = Record<string, string | number | boolean> & { models: string[] };

/** What a session says first and last may lack what others say; any value that is not empty will do. */
export const anyOf = (column: string) => `anyIf(${column}, ${column} != '')`;

/** Figures of a session, each as `f_<name>`. */
export const SESSION_FIGURES = [
  "events",
  "llm_requests",
  "tool_calls",
  "tool_failures",
  "errors",
  "tokens",
  "cost_usd",
  "estimated_costs",
  "received_at_ms",
] as const;

/** Aggregates over a session's events. */
export const SESSION_COLUMNS = [
  "session_id",
  "toUnixTimestamp64Milli(min(timestamp)) AS started_at",
  "toUnixTimestamp64Milli(max(timestamp)) AS last_at",
  "countIf(event_type = 'session_end') > 0 AS has_ended",
  `${SESSION_FAILED} AS has_failed`,
  `${anyOf("agent_id")} AS agent`,
  `${anyOf("user_id")} AS user`,
  `${anyOf("team")} AS team_name`,
  `${anyOf("repo")} AS repo_name`,
  "arraySlice(arraySort(groupUniqArrayIf(toString(model), model != '')), 1, 20) AS models",
  "countIf(event_type = 'user_prompt') AS turns",
  ...SESSION_FIGURES.map((name) => `${FIGURES[name].sql} AS f_${name}`),
] as const;

/** Reads a row of {@link SESSION_COLUMNS}. */
export function toSessionRecord(row: SessionRow): SessionRecord {
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
    toolFailures: Number(row["f_tool_failures"]),
    errors: Number(row["f_errors"]),
    tokens: Number(row["f_tokens"]),
    costUsd: Number(row["f_cost_usd"]),
    estimatedCosts: Number(row["f_estimated_costs"]),
    receivedAt: Number(row["f_received_at_ms"]),
  };
}
