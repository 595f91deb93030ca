import { LIMITS } from "../../contract/limits.ts";
import type { EventReader } from "./event-reader.ts";
import { type EventTenant, tenantQuery, type TimeRange } from "./tenant-query.ts";

/** How many events were received on a day of UTC; `day` is its start in epoch ms. */
export interface ReceivedOnDay {
  day: number;
  events: number;
}

/**
 * How many of a tenant's events were received on each day of a period, whatever times they say themselves: that is what quotas
 * count. Days on which none was are left out.
 */
export async function countReceived(
  reader: EventReader,
  tenant: EventTenant,
  { from, to }: TimeRange,
  signal: AbortSignal,
): Promise<ReceivedOnDay[]> {
  // No event of another time would have been accepted then.
  const range = { from: from - LIMITS.eventAgeMs, to: to + LIMITS.eventFutureMs };
  const query = tenantQuery<{ day: string | number; events: string | number }>(
    { tenant, range, filters: [] },
    (events) =>
      `SELECT toUnixTimestamp(toStartOfDay(received_at)) AS day, count() AS events FROM ${events}
WHERE received_at >= fromUnixTimestamp64Milli({received_from:Int64}, 'UTC')
  AND received_at < fromUnixTimestamp64Milli({received_to:Int64}, 'UTC')
GROUP BY day ORDER BY day`,
    { received_from: from, received_to: to },
  );
  const rows = await reader.rows(query, signal);
  return rows.map(({ day, events }) => ({ day: Number(day) * 1_000, events: Number(events) }));
}
