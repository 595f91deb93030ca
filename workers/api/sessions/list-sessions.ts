import { readSessions, type SessionRecord } from "../../../stores/clickhouse/read-sessions.ts";
import type { Member, RequestContext } from "../context.ts";
import { toIso } from "../metrics/describe-answer.ts";
import { readQuestion } from "../metrics/question.ts";
import { decodeCursor, encodeCursor } from "./session-cursor.ts";
import type { SessionList, SessionsQuery, SessionSummary } from "./session-list.ts";

/** Answers a page of sessions, the one that started last first. */
export async function listSessions(ctx: RequestContext, member: Member, query: SessionsQuery): Promise<SessionList> {
  const { period, scope } = readQuestion(ctx, member, query);
  const after = query.cursor === undefined ? null : decodeCursor(query.cursor);
  // One more than asked for tells whether there is a next page.
  const records = await readSessions(ctx.events, scope(period), { after, limit: query.limit + 1 }, ctx.signal);
  const page = records.slice(0, query.limit);
  const last = records.length > page.length ? page.at(-1) : undefined;
  const newest = Math.max(0, ...page.map(({ receivedAt }) => receivedAt));
  return {
    as_of: toIso(newest === 0 ? ctx.now : newest),
    estimated: page.some(({ estimatedCosts }) => estimatedCosts > 0),
    data: page.map(summarise),
    next_cursor: last === undefined ? null : encodeCursor(last),
  };
}

function summarise(session: SessionRecord): SessionSummary {
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
    ended: session.hasEnded,
    failed: session.hasFailed,
    events: session.events,
    turns: session.turns,
    llm_requests: session.llmRequests,
    tool_calls: session.toolCalls,
    errors: session.errors,
    tokens: session.tokens,
    cost_usd: session.costUsd,
    estimated: session.estimatedCosts > 0,
  };
}
