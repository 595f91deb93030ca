import { erasureDigest } from "../../../contract/erasure-digest.ts";
import type { AcceptedEvent } from "../../../contract/stored-event.ts";
import type { EventTenant } from "../../../stores/clickhouse/tenant-query.ts";
import type { RequestContext } from "../context.ts";

/** Pages of parked messages that one request goes through. */
const MOST_PAGES = 40;

/** Events of people that wait in parked messages of their organisation. */
export async function readParkedEvents(
  { operators }: Pick<RequestContext, "operators">,
  { orgId, region }: Pick<EventTenant, "orgId" | "region">,
  userIds: string[],
): Promise<AcceptedEvent[]> {
  const digests = await Promise.all(userIds.map((userId) => erasureDigest(orgId, userId)));
  const events: AcceptedEvent[] = [];
  let after: string | null = null;
  for (let page = 1; page <= MOST_PAGES; page++) {
    const found = await operators[region].findParked({ org_id: orgId, digests, after });
    events.push(...found.events);
    after = found.after;
    if (after === null) break;
  }
  return events;
}
