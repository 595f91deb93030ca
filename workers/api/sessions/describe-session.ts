import type { SessionStatus, SessionSummary } from "../../../contract/query-sessions.ts";
import type { SessionRecord } from "../../../stores/clickhouse/session-columns.ts";
import { toIso } from "../metrics/describe-answer.ts";

/** A session that has not ended is active for this long after the last that was heard of it. */
export const ACTIVE_MS = 30 * 60_000;

/** A session as lists show it. */
export function describeSession(session: SessionRecord, status: SessionStatus): SessionSummary {
  return {
    session_id: session.sessionId,
    agent_id: session.agentId,
    user_id: session.userId,
    team: session.team,
    repo: session.repo,
    models: session.models,
    started_at: toIso(session.startedAt),
    last_event_at: toIso(session.lastAt),
    duration_ms: session.lastAt - session.startedAt,
    status,
    ended: session.hasEnded,
    failed: session.hasFailed,
    events: session.events,
    turns: session.turns,
    llm_requests: session.llmRequests,
    tool_calls: session.toolCalls,
    tool_failures: session.toolFailures,
    errors: session.errors,
    tokens: session.tokens,
    cost_usd: session.costUsd,
    estimated: session.estimatedCosts > 0,
  };
}
