import type { EventRecord } from "../../../stores/clickhouse/event-columns.ts";
import { type EventPlace, findEvents, readEvents } from "../../../stores/clickhouse/read-events.ts";
import type { EventScope, TimeRange } from "../../../stores/clickhouse/tenant-query.ts";
import type { RequestContext } from "../context.ts";
import { cutPage, type Page } from "../http/pages.ts";
import { walkBack } from "./walk-back.ts";

/** What is searched for the newest events. */
export interface NewestSearch {
  scope(range: TimeRange): EventScope;
  range: TimeRange;
  text?: string | undefined;
  /** Errors alone, in the sense of the metric. */
  errorsOnly?: boolean;
}

/** A page of the newest events of a scope: first which they are, by few columns, then all of those few. */
export async function newestEvents(
  ctx: Pick<RequestContext, "events" | "signal">,
  { scope, range, ...search }: NewestSearch,
  page: Page<EventPlace>,
): Promise<{ events: EventRecord[]; nextCursor: string | null }> {
  const { after } = page;
  const places: EventPlace[] = [];
  // The millisecond of the place itself may hold more.
  const end = after === null ? range.to : Math.min(range.to, after[0] + 1);
  for (const stretch of walkBack({ from: range.from, to: end })) {
    const limit = page.limit + 1 - places.length;
    places.push(...await findEvents(ctx.events, scope(stretch), { ...search, after, limit }, ctx.signal));
    if (places.length > page.limit) break;
  }
  const { shown, nextCursor } = cutPage(places, page, (place) => place);
  const { tenant } = scope(range);
  return { events: await readEvents(ctx.events, tenant, shown, ctx.signal), nextCursor };
}
