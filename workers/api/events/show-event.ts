import { AppError } from "../../../contract/problem.ts";
import type { EventDetail, EventDetailQuery } from "../../../contract/query-events.ts";
import { readEvent } from "../../../stores/clickhouse/read-events.ts";
import type { Member, RequestContext } from "../context.ts";
import { eventTenant } from "../metrics/event-tenant.ts";
import { keptRange } from "../metrics/kept-range.ts";
import { describeEvent } from "./describe-event.ts";
import { freshnessOf } from "./list-events.ts";

/** Answers one event. */
export async function showEvent(
  ctx: RequestContext,
  member: Member,
  _query: EventDetailQuery,
  { id }: { id: string },
): Promise<EventDetail> {
  const scope = { tenant: eventTenant(member), range: keptRange(ctx.now), filters: [] };
  const event = await readEvent(ctx.events, scope, id, ctx.signal);
  if (event === undefined) throw new AppError("NOT_FOUND", `There is no event ${id}.`);
  return { ...freshnessOf([event], ctx.now), event: describeEvent(event) };
}
