import { LIMITS } from "../../contract/limits.ts";
import type { EventReader } from "./event-reader.ts";
import { type EventTenant, tenantQuery } from "./tenant-query.ts";

/** Whose events, and from after which one on. Times are epoch ms. */
export interface PersonPage {
  userIds: string[];
  after: { at: number; id: string } | undefined;
  limit: number;
  now: number;
}

/** An event with all its columns, and where it stands in the list. */
export interface PersonEvent {
  at: number;
  id: string;
  event: Record<string, unknown>;
}

/** A person's events with all their columns, the oldest first. */
export async function readPersonEvents(
  reader: EventReader,
  tenant: EventTenant,
  { userIds, after, limit, now }: PersonPage,
  signal: AbortSignal,
): Promise<PersonEvent[]> {
  const range = { from: now - LIMITS.eventAgeMs, to: now + LIMITS.eventFutureMs };
  const filters = [{ name: "user_id" as const, include: userIds, exclude: [] }];
  const position = "(toUnixTimestamp64Milli(timestamp), event_id)";
  const query = tenantQuery<Record<string, unknown>>(
    { tenant, range, filters },
    (events) =>
      `SELECT *, toUnixTimestamp64Milli(timestamp) AS position_at FROM ${events}
${after === undefined ? "" : `WHERE ${position} > ({after_at:Int64}, {after_id:String})`}
ORDER BY ${position} LIMIT {page_limit:UInt32}`,
    { page_limit: limit, ...(after === undefined ? {} : { after_at: after.at, after_id: after.id }) },
  );
  return (await reader.rows(query, signal)).map(({ position_at: at, ...event }) => ({
    at: Number(at),
    id: String(event["event_id"]),
    event,
  }));
}
