import type { Sender, SenderList, SendersQuery } from "../../../contract/query-senders.ts";
import {
  countSenders,
  readSenders,
  type SenderPlace,
  type SenderRecord,
} from "../../../stores/clickhouse/read-senders.ts";
import type { Member, RequestContext } from "../context.ts";
import { cutPage, readPage } from "../http/pages.ts";
import { newestOf, toIso } from "../metrics/describe-answer.ts";
import { readQuestion } from "../metrics/question.ts";

/** Answers who sends, and who has stopped. */
export async function listSenders(ctx: RequestContext, member: Member, query: SendersQuery): Promise<SenderList> {
  const page = readPage<SenderPlace>(ctx, member, "/v1/senders", query);
  const { period, scope } = readQuestion(ctx, member, query, page.askedAt);
  const asked = { by: query.by, states: query.state ?? [], after: page.after, limit: page.limit + 1 };
  const [senders, counts] = await Promise.all([
    readSenders(ctx.events, scope(period), asked, ctx.signal),
    countSenders(ctx.events, scope(period), query.by, ctx.signal),
  ]);
  const { shown, nextCursor } = cutPage(senders, page, ({ place }) => place);
  return {
    as_of: newestOf(shown, page.askedAt),
    estimated: false,
    by: query.by,
    counts,
    data: shown.map(describeSender),
    next_cursor: nextCursor,
  };
}

function describeSender(sender: SenderRecord): Sender {
  return {
    key: sender.key,
    state: sender.state,
    first_seen: toIso(sender.firstAt),
    last_seen: toIso(sender.lastAt),
    last_received_at: toIso(sender.receivedAt),
    silent_ms: sender.silentMs,
    usual_pause_ms: sender.usualPauseMs,
    usual_events_per_hour: sender.events / sender.activeHours,
    active_hours: sender.activeHours,
    events: sender.events,
  };
}
