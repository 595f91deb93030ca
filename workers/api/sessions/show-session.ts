import { AppError } from "../../../contract/problem.ts";
import type {
  SessionDetail,
  SessionDetailQuery,
  SessionFacts,
  SessionStatus,
} from "../../../contract/query-sessions.ts";
import { type EventPlace, readEvents } from "../../../stores/clickhouse/read-events.ts";
import { readSession, type SessionFactsRecord } from "../../../stores/clickhouse/read-session.ts";
import { type OutlineEvent, readSessionOutline } from "../../../stores/clickhouse/read-session-outline.ts";
import type { EventScope } from "../../../stores/clickhouse/tenant-query.ts";
import type { Member, RequestContext } from "../context.ts";
import { describeEvent } from "../events/describe-event.ts";
import { type Page, readPage } from "../http/pages.ts";
import { newestOf } from "../metrics/describe-answer.ts";
import { readFilters } from "../metrics/event-filters.ts";
import { eventTenant } from "../metrics/event-tenant.ts";
import { keptRange } from "../metrics/kept-range.ts";
import { ACTIVE_MS, describeSession } from "./describe-session.ts";
import { type TreeNode, treeOrder } from "./session-tree.ts";

/** After which event, by time, the stretch begins, and which of its events was shown last. */
type TreePlace = [at: number | null, id: string | null, type: string | null, shownId: string | null];

/** A session is put in order in stretches of so many events; a longer one has a tree for each. */
const STRETCH = 5_000;

/** Answers a session: what it was, and a page of the tree of its events. */
export async function showSession(
  ctx: RequestContext,
  member: Member,
  query: SessionDetailQuery,
  { id }: { id: string },
): Promise<SessionDetail> {
  const page = readPage<TreePlace>(ctx, member, `/v1/sessions/${id}`, query);
  const whole = { tenant: eventTenant(member), range: keptRange(page.askedAt), filters: [] };
  const [session, { nodes, nextCursor }] = await Promise.all([
    readSession(ctx.events, whole, id, ctx.signal),
    readTreePage(ctx, { ...whole, filters: readFilters(query) }, id, page),
  ]);
  if (session === undefined) throw new AppError("NOT_FOUND", `There is no session ${id}.`);
  const events = await readEvents(ctx.events, whole.tenant, nodes.map(({ event }) => event.place), ctx.signal);
  const found = new Map(events.map((event) => [event.event_id, event]));
  return {
    as_of: newestOf([session], page.askedAt),
    estimated: session.estimatedCosts > 0,
    session: describeFacts(session, page.askedAt),
    data: nodes.flatMap(({ event: { place, cumulativeCostUsd }, parentId, depth, children }) => {
      const event = found.get(place[1]);
      if (event === undefined) return [];
      return [{
        ...describeEvent(event),
        parent_id: parentId,
        depth,
        children,
        offset_ms: event.timestamp - session.startedAt,
        cumulative_cost_usd: cumulativeCostUsd,
      }];
    }),
    next_cursor: nextCursor,
  };
}

async function readTreePage(
  ctx: RequestContext,
  scope: EventScope,
  sessionId: string,
  page: Page<TreePlace>,
): Promise<{ nodes: TreeNode[]; nextCursor: string | null }> {
  const [at, id, type, shownId] = page.after ?? [null, null, null, null];
  const after: EventPlace | null = at === null || id === null || type === null ? null : [at, id, type];
  const stretch = { sessionId, after, limit: STRETCH + 1 };
  const found = await readSessionOutline(ctx.events, scope, stretch, ctx.signal);
  const events = found.slice(0, STRETCH);
  const tree = treeOrder(events);
  // What was shown last and is gone since begins the stretch again, rather than hiding the rest of it.
  const start = shownId === null ? 0 : tree.findIndex(({ event }) => event.place[1] === shownId) + 1;
  const nodes = tree.slice(start, start + page.limit);
  const last = nodes.at(-1);
  if (last !== undefined && start + nodes.length < tree.length) {
    return { nodes, nextCursor: page.cursorAfter([at, id, type, last.event.place[1]]) };
  }
  return { nodes, nextCursor: found.length > STRETCH ? cursorBehind(events, page) : null };
}

function cursorBehind(events: readonly OutlineEvent[], page: Page<TreePlace>): string | null {
  const end = events.at(-1);
  return end === undefined ? null : page.cursorAfter([...end.place, null]);
}

function statusOf({ hasFailed, hasEnded, lastAt }: SessionFactsRecord, now: number): SessionStatus {
  if (hasFailed) return "failed";
  if (hasEnded) return "completed";
  return lastAt >= now - ACTIVE_MS ? "active" : "idle";
}

function describeFacts(session: SessionFactsRecord, now: number): SessionFacts {
  return {
    ...describeSession(session, statusOf(session, now)),
    environment: session.environment,
    branch: session.branch,
    agent_version: session.agentVersion,
    users: session.users,
    providers: session.providers,
    tools: session.tools,
    input_tokens: session.inputTokens,
    output_tokens: session.outputTokens,
    cache_read_tokens: session.cacheReadTokens,
    cache_creation_tokens: session.cacheCreationTokens,
    reasoning_tokens: session.reasoningTokens,
    lines_added: session.linesAdded,
    lines_removed: session.linesRemoved,
  };
}
