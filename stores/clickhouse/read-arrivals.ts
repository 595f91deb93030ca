import { LIMITS } from "../../contract/limits.ts";
import type { EventReader } from "./event-reader.ts";
import { type EventTenant, tenantQuery } from "./tenant-query.ts";

/** Oldest and newest event time, ISO; `null` when there is no event. */
export interface Arrivals {
  first: string | null;
  last: string | null;
}

/** When a tenant's kept events begin and end. `now` is epoch ms. */
export async function readArrivals(
  reader: EventReader,
  tenant: EventTenant,
  now: number,
  signal: AbortSignal,
): Promise<Arrivals> {
  const range = { from: now - LIMITS.eventAgeMs, to: now + LIMITS.eventFutureMs };
  const query = tenantQuery<{ events: string | number; first: string | number; last: string | number }>(
    { tenant, range, filters: [] },
    (events) =>
      `SELECT count() AS events, toUnixTimestamp64Milli(min(timestamp)) AS first,
        toUnixTimestamp64Milli(max(timestamp)) AS last FROM ${events}`,
  );
  const [row] = await reader.rows(query, signal);
  if (row === undefined || Number(row.events) === 0) return { first: null, last: null };
  return { first: new Date(Number(row.first)).toISOString(), last: new Date(Number(row.last)).toISOString() };
}
