import type { CostSource, EventSource } from "../../contract/stored-event.ts";
import type { EventReader } from "./event-reader.ts";
import { type EventTenant, tenantQuery, type TimeRange } from "./tenant-query.ts";

/** A row of `events` with every column, times in epoch ms: it can be changed and inserted in its own place. */
export interface UnreportedRow {
  [column: string]: unknown;
  event_type: string;
  /** Epoch ms. */
  timestamp: number;
  event_id: string;
  /** Epoch ms. */
  received_at: number;
  source: EventSource;
  agent_id: string;
  model: string;
  cost_usd: number;
  cost_source: CostSource;
  input_tokens: number;
  output_tokens: number;
  cache_read_tokens: number;
  cache_creation_tokens: number;
  reasoning_tokens: number;
}

/** The row as it comes: whole numbers of 64 bits may be texts. */
type Answer = Omit<UnreportedRow, "timestamp" | "received_at"> & Record<"timestamp" | "received_at", string | number>;

/** Where a page ends: the sort key of its last row. */
export interface RowPosition {
  event_type: string;
  timestamp: number;
  event_id: string;
}

const TOKENS = "input_tokens + output_tokens + cache_read_tokens + cache_creation_tokens + reasoning_tokens";
const AFTER = `(event_type, toUnixTimestamp64Milli(timestamp), event_id) >
  ({after_type:String}, {after_time:Int64}, {after_id:String})`;

/** A page of a tenant's events that carry tokens and whose cost nobody reported, in the order of the table. */
export async function readUnreported(
  reader: EventReader,
  tenant: EventTenant,
  range: TimeRange,
  { after, limit }: { after: RowPosition | null; limit: number },
  signal: AbortSignal,
): Promise<UnreportedRow[]> {
  const place = {
    after_type: after?.event_type ?? "",
    after_time: after?.timestamp ?? 0,
    after_id: after?.event_id ?? "",
  };
  const query = tenantQuery<Answer>(
    { tenant, range, filters: [] },
    (events) =>
      `SELECT * REPLACE (toUnixTimestamp64Milli(e.timestamp) AS timestamp, toUnixTimestamp64Milli(e.received_at) AS received_at)
      FROM (
        SELECT * FROM ${events}
        WHERE cost_source IN ('estimated', 'none') AND ${TOKENS} > 0 AND ${AFTER}
        ORDER BY event_type, timestamp, event_id LIMIT {limit:UInt32}
      ) AS e
      ORDER BY e.event_type, e.timestamp, e.event_id`,
    { ...place, limit },
  );
  const rows = await reader.rows(query, signal);
  return rows.map((row): UnreportedRow => {
    return { ...row, timestamp: Number(row.timestamp), received_at: Number(row.received_at) } as UnreportedRow;
  });
}
