import type { EventReader } from "./event-reader.ts";
import { EVENT_COLUMNS, type EventRecord, type EventRow, toEventRecord } from "./event-columns.ts";
import { IS_ERROR } from "./figures.ts";
import { textCondition } from "./search-events.ts";
import { type EventScope, tenantQuery } from "./tenant-query.ts";

/** An event's place in time: epoch ms, and what tells apart events of the same millisecond. */
export type EventPlace = [timestamp: number, eventId: string, eventType: string];

/** Which of a scope's events are asked for. */
export interface EventSearch {
  /** In any case of letters, in the columns that hold text of an agent's own. */
  text?: string | undefined;
  /** Errors alone, in the sense of the metric. */
  errorsOnly?: boolean | undefined;
  after: EventPlace | null;
  limit: number;
}

/** The places of a scope's newest events, from after a place on, the newest first. */
export async function findEvents(
  reader: EventReader,
  scope: EventScope,
  { text, errorsOnly = false, after, limit }: EventSearch,
  signal: AbortSignal,
): Promise<EventPlace[]> {
  const found = textCondition(text);
  const conditions = [
    ...(after === null ? [] : [
      "(timestamp_ms, event_id, toString(event_type)) < ({after_at:Int64}, {after_id:String}, {after_type:String})",
    ]),
    ...(errorsOnly ? [IS_ERROR] : []),
    ...found.conditions,
  ];
  const query = tenantQuery<{ timestamp_ms: string | number; event_id: string; event_type: string }>(
    scope,
    (events) =>
      `SELECT toUnixTimestamp64Milli(timestamp) AS timestamp_ms, event_id, event_type FROM ${events}
${conditions.length === 0 ? "" : `WHERE ${conditions.join(" AND ")}`}
ORDER BY timestamp_ms DESC, event_id DESC, toString(event_type) DESC LIMIT {page_limit:UInt32}`,
    {
      page_limit: limit,
      ...found.params,
      ...(after === null ? {} : { after_at: after[0], after_id: after[1], after_type: after[2] }),
    },
  );
  return (await reader.rows(query, signal)).map((row) => [Number(row.timestamp_ms), row.event_id, row.event_type]);
}

/** The events at some places, in the order of the places. `tenant` is whose they are. */
export async function readEvents(
  reader: EventReader,
  tenant: EventScope["tenant"],
  places: readonly EventPlace[],
  signal: AbortSignal,
): Promise<EventRecord[]> {
  if (places.length === 0) return [];
  const times = places.map(([at]) => at);
  const range = { from: Math.min(...times), to: Math.max(...times) + 1 };
  const query = tenantQuery<EventRow>(
    { tenant, range, filters: [] },
    (events) => `SELECT ${EVENT_COLUMNS} FROM ${events} WHERE event_id IN {event_ids:Array(String)}`,
    { event_ids: places.map(([, id]) => id) },
  );
  const found = new Map((await reader.rows(query, signal)).map((row) => {
    const record = toEventRecord(row);
    return [keyOf([record.timestamp, record.event_id, record.event_type]), record];
  }));
  return places.flatMap((place) => found.get(keyOf(place)) ?? []);
}

const keyOf = (place: EventPlace) => JSON.stringify(place);

/** The event with an id, or `undefined`; the latest of several that have it. */
export async function readEvent(
  reader: EventReader,
  scope: EventScope,
  eventId: string,
  signal: AbortSignal,
): Promise<EventRecord | undefined> {
  const query = tenantQuery<EventRow>(
    scope,
    (events) =>
      `SELECT ${EVENT_COLUMNS} FROM ${events} WHERE event_id = {event_id:String} ORDER BY timestamp_ms DESC LIMIT 1`,
    { event_id: eventId },
  );
  const [row] = await reader.rows(query, signal);
  return row === undefined ? undefined : toEventRecord(row);
}
