import { filterConditions } from "./event-filter.ts";
import type { EventReader } from "./event-reader.ts";
import type { EventPlace } from "./read-events.ts";
import { type EventScope, tenantQuery } from "./tenant-query.ts";

/** As much of an event as its place in a session's tree takes. */
export interface OutlineEvent {
  place: EventPlace;
  parentEventId: string;
  traceId: string;
  spanId: string;
  /** Whether it stands for its span, and not for something that happened in it. */
  isSpan: boolean;
  /** What the session had cost when it was over. */
  cumulativeCostUsd: number;
}

/** A stretch of a session in the order of time, the oldest first. */
export interface OutlineStretch {
  sessionId: string;
  after: EventPlace | null;
  limit: number;
}

interface Row {
  timestamp_ms: string | number;
  event_id: string;
  type_name: string;
  parent_event_id: string;
  trace_id: string;
  span_id: string;
  is_span: boolean | number;
  spent: string | number;
}

/** The events of a session that pass filters, in outline. Costs are added up over all of the session. */
export async function readSessionOutline(
  reader: EventReader,
  { filters, ...whole }: EventScope,
  { sessionId, after, limit }: OutlineStretch,
  signal: AbortSignal,
): Promise<OutlineEvent[]> {
  const passes = filterConditions(filters);
  const conditions = [
    ...passes.conditions,
    ...(after === null
      ? []
      : ["(timestamp_ms, event_id, type_name) > ({after_at:Int64}, {after_id:String}, {after_type:String})"]),
  ];
  const query = tenantQuery<Row>(
    { ...whole, filters: [] },
    (events) =>
      `SELECT timestamp_ms, event_id, type_name, parent_event_id, trace_id, span_id, is_span, spent FROM (
  SELECT *, toUnixTimestamp64Milli(timestamp) AS timestamp_ms, toString(event_type) AS type_name,
    source = 'otlp_traces' AS is_span, sum(cost_usd) OVER (ORDER BY timestamp, event_id, toString(event_type)) AS spent
  FROM ${events} WHERE session_id = {session_id:String})
${conditions.length === 0 ? "" : `WHERE ${conditions.join(" AND ")}`}
ORDER BY timestamp_ms, event_id, type_name LIMIT {page_limit:UInt32}`,
    {
      session_id: sessionId,
      page_limit: limit,
      ...passes.params,
      ...(after === null ? {} : { after_at: after[0], after_id: after[1], after_type: after[2] }),
    },
  );
  return (await reader.rows(query, signal)).map((row) => ({
    place: [Number(row.timestamp_ms), row.event_id, row.type_name],
    parentEventId: row.parent_event_id,
    traceId: row.trace_id,
    spanId: row.span_id,
    isSpan: Boolean(row.is_span),
    cumulativeCostUsd: Number(row.spent),
  }));
}
