import type { EventType } from "../../contract/event-fields.ts";
import type { EventSource } from "../../contract/stored-event.ts";
import type { EventReader } from "./event-reader.ts";
import { type EventTenant, tenantQuery } from "./tenant-query.ts";

/** What a tenant's client sent lately by one signal. Times are epoch ms. */
export interface RecentArrival {
  agent_id: string;
  agent_version: string;
  source: EventSource;
  events: number;
  event_types: Partial<Record<EventType, number>>;
  received_at: number;
  event_at: number;
  tokens: number;
  cost_usd: number;
  estimated: number;
  /** Events without a session, or without a user, of their own. */
  unknown_sessions: number;
  unknown_users: number;
  /** Successful model calls that carry no token count. */
  without_tokens: number;
  /** Events with tokens, a cost of none, and no model. */
  without_model: number;
  /** The same with a model, by it. */
  unpriced: Record<string, number>;
  /** Events whose time lies ahead of their arrival, and by how much at most. */
  ahead: number;
  ahead_ms: number;
  /** Events that came in long after they happened. */
  behind: number;
  behind_ms: number;
  content_dropped: number;
  content_keys: string[];
}

const DAY_MS = 24 * 3_600_000;
/** A clock may be off by as much without being odd; exporters send in batches. */
const AHEAD_MS = 60_000;
const BEHIND_MS = 3_600_000;

const TOKENS = "(input_tokens + output_tokens + cache_read_tokens + cache_creation_tokens + reasoning_tokens)";
const COSTS_NOTHING = `cost_source = 'none' AND ${TOKENS} > 0`;
const LEAD = "(toUnixTimestamp64Milli(e.timestamp) - toUnixTimestamp64Milli(e.received_at))";

/** What came in since `since` (epoch ms), the busiest client first. Events of more than a day before are not looked at. */
export async function readRecentArrivals(
  reader: EventReader,
  tenant: EventTenant,
  { since, now }: { since: number; now: number },
  signal: AbortSignal,
): Promise<RecentArrival[]> {
  const query = tenantQuery<Record<keyof RecentArrival, unknown>>(
    { tenant, range: { from: since - DAY_MS, to: now + DAY_MS }, filters: [] },
    (events) =>
      `SELECT agent_id, agent_version, source,
        count() AS events,
        sumMap(map(toString(event_type), toUInt64(1))) AS event_types,
        toUnixTimestamp64Milli(max(e.received_at)) AS received_at,
        toUnixTimestamp64Milli(max(e.timestamp)) AS event_at,
        sum(${TOKENS}) AS tokens,
        toFloat64(sum(e.cost_usd)) AS cost_usd,
        countIf(cost_source = 'estimated') AS estimated,
        countIf(session_id = 'unknown' OR (trace_id != '' AND session_id = trace_id)) AS unknown_sessions,
        countIf(user_id = 'unknown') AS unknown_users,
        countIf(event_type = 'llm_request' AND ${TOKENS} = 0 AND ifNull(success, true)) AS without_tokens,
        countIf(${COSTS_NOTHING} AND model = '') AS without_model,
        sumMapIf(map(toString(model), toUInt64(1)), ${COSTS_NOTHING} AND model != '') AS unpriced,
        countIf(${LEAD} > ${AHEAD_MS}) AS ahead, max(${LEAD}) AS ahead_ms,
        countIf(${LEAD} < -${BEHIND_MS}) AS behind, -min(${LEAD}) AS behind_ms,
        countIf(position(metadata, '"content_dropped"') > 0) AS content_dropped,
        arraySlice(arraySort(groupUniqArrayArray(JSONExtract(metadata, 'content_dropped', 'Array(String)'))), 1, 10)
          AS content_keys
      FROM ${events} AS e
      WHERE e.received_at >= fromUnixTimestamp64Milli({since:Int64}, 'UTC')
      GROUP BY agent_id, agent_version, source ORDER BY events DESC, agent_id, source, agent_version LIMIT 200`,
    { since },
  );
  return (await reader.rows(query, signal)).map(toArrival);
}

/** Counts of 64 bits come as texts. */
function toArrival(row: Record<keyof RecentArrival, unknown>): RecentArrival {
  const { agent_id, agent_version, source, event_types, unpriced, content_keys, ...numbers } = row;
  return {
    ...numbersOf(numbers),
    agent_id: String(agent_id),
    agent_version: String(agent_version),
    source: source as EventSource,
    event_types: numbersOf(event_types as Record<EventType, unknown>),
    unpriced: numbersOf(unpriced as Record<string, unknown>),
    content_keys: content_keys as string[],
  };
}

function numbersOf<K extends string>(values: Record<K, unknown>): Record<K, number> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, Number(value)])) as Record<K, number>;
}
