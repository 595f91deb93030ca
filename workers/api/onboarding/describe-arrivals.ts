import type { Onboarding } from "../../../contract/account.ts";
import { readArrivals } from "../../../stores/clickhouse/read-arrivals.ts";
import type { Member, RequestContext } from "../context.ts";
import { eventTenant } from "../metrics/event-tenant.ts";

/** Whether an organisation's agents have sent anything yet, and where they have to send to. */
export async function describeArrivals(ctx: RequestContext, member: Member): Promise<Onboarding> {
  const tenant = eventTenant(member);
  const { first, last } = await readArrivals(ctx.events, tenant, ctx.now, ctx.signal);
  return {
    has_events: last !== null,
    first_event_at: first,
    last_event_at: last,
    ingest_url: ctx.config.ingestUrl,
    region: tenant.region,
  };
}
