import type { EventList, EventsQuery } from "../../../contract/query-events.ts";
import type { EventRecord } from "../../../stores/clickhouse/event-columns.ts";
import type { EventPlace } from "../../../stores/clickhouse/read-events.ts";
import type { Member, RequestContext } from "../context.ts";
import { readPage } from "../http/pages.ts";
import { newestOf } from "../metrics/describe-answer.ts";
import { readQuestion } from "../metrics/question.ts";
import { describeEvent } from "./describe-event.ts";
import { newestEvents } from "./newest-events.ts";

/** Answers a page of single events, the newest first. */
export async function listEvents(ctx: RequestContext, member: Member, query: EventsQuery): Promise<EventList> {
  const page = readPage<EventPlace>(ctx, member, "/v1/events", query);
  const { period, scope } = readQuestion(ctx, member, query, page.askedAt);
  const { events, nextCursor } = await newestEvents(ctx, { scope, range: period, text: query.q }, page);
  return { ...freshnessOf(events, page.askedAt), data: events.map(describeEvent), next_cursor: nextCursor };
}

/** Freshness of single events; `now` is epoch ms. */
export function freshnessOf(events: readonly EventRecord[], now: number): { as_of: string; estimated: boolean } {
  return {
    as_of: newestOf(events.map(({ received_at }) => ({ receivedAt: received_at })), now),
    estimated: events.some(({ cost_source, cost_usd }) => cost_source === "estimated" && cost_usd > 0),
  };
}
