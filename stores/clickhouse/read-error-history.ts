import type { EventReader } from "./event-reader.ts";
import { IS_ERROR } from "./figures.ts";
import { type EventScope, tenantQuery } from "./tenant-query.ts";

/** Most errors that can be new in a period and still be listed as such. */
const MOST_NEW = 1_000;

/** Fingerprints of a scope's errors that happened since a time (epoch ms) and never before it, the commonest first. */
export async function readNewErrors(
  reader: EventReader,
  scope: EventScope,
  since: number,
  signal: AbortSignal,
): Promise<string[]> {
  const query = tenantQuery<{ fingerprint: string }>(
    scope,
    (events) =>
      `SELECT fingerprint FROM ${events} WHERE ${IS_ERROR} GROUP BY fingerprint
HAVING min(timestamp) >= fromUnixTimestamp64Milli({since:Int64}, 'UTC')
ORDER BY count() DESC, fingerprint LIMIT ${MOST_NEW}`,
    { since },
  );
  return (await reader.rows(query, signal)).map(({ fingerprint }) => fingerprint);
}

/** When each error of a scope happened last, epoch ms. */
export async function readLastErrors(
  reader: EventReader,
  scope: EventScope,
  signal: AbortSignal,
): Promise<Map<string, number>> {
  const query = tenantQuery<{ fingerprint: string; last_at: string | number }>(
    scope,
    (events) =>
      `SELECT fingerprint, toUnixTimestamp64Milli(max(timestamp)) AS last_at
FROM ${events} WHERE ${IS_ERROR} GROUP BY fingerprint`,
  );
  const rows = await reader.rows(query, signal);
  return new Map(rows.map(({ fingerprint, last_at }) => [fingerprint, Number(last_at)]));
}
