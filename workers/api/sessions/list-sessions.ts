import type { SessionList, SessionsQuery } from "../../../contract/query-sessions.ts";
import { readSessions } from "../../../stores/clickhouse/read-sessions.ts";
import type { Member, RequestContext } from "../context.ts";
import { cutPage, readPage } from "../http/pages.ts";
import { newestOf } from "../metrics/describe-answer.ts";
import { readQuestion } from "../metrics/question.ts";
import { ACTIVE_MS, describeSession } from "./describe-session.ts";

/** Answers a page of sessions in the order asked for. */
export async function listSessions(ctx: RequestContext, member: Member, query: SessionsQuery): Promise<SessionList> {
  const page = readPage<[number, string]>(ctx, member, "/v1/sessions", query);
  const { period, scope } = readQuestion(ctx, member, query, page.askedAt);
  const records = await readSessions(ctx.events, scope(period), {
    sort: query.sort,
    order: query.order,
    statuses: query.status ?? [],
    activeSince: page.askedAt - ACTIVE_MS,
    after: page.after,
    limit: page.limit + 1,
  }, ctx.signal);
  const { shown, nextCursor } = cutPage(records, page, ({ place }) => place);
  return {
    as_of: newestOf(shown, page.askedAt),
    estimated: shown.some(({ estimatedCosts }) => estimatedCosts > 0),
    data: shown.map((session) => describeSession(session, session.status)),
    next_cursor: nextCursor,
  };
}
