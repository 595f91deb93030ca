import { z } from "zod";
import { EVENT_TYPES } from "./event-fields.ts";
import { Freshness, nextCursor, pageOf, PeriodQuery, PlainQuery } from "./query.ts";

/** Query string of `GET /v1/events`: newest first. */
export const EventsQuery = PeriodQuery.omit({ interval: true, compare: true }).extend({
  q: z.string().trim().min(2).max(200).optional().meta({
    description: "Text to find, in any case of letters: in error types and messages, tool names and metadata.",
  }),
  ...pageOf(200, 50),
});
export type EventsQuery = z.infer<typeof EventsQuery>;

/** An event as it is stored. Texts that were not said are empty, numbers 0. */
export const StoredEvent = z.object({
  event_id: z.string(),
  event_type: z.enum(EVENT_TYPES),
  custom_type: z.string(),
  event_category: z.string(),
  timestamp: z.iso.datetime(),
  received_at: z.iso.datetime(),
  source: z.string(),
  session_id: z.string(),
  user_id: z.string(),
  agent_id: z.string(),
  agent_version: z.string(),
  environment: z.string(),
  team: z.string(),
  provider: z.string(),
  model: z.string(),
  tool_name: z.string(),
  repo: z.string(),
  branch: z.string(),
  query_source: z.string(),
  trace_id: z.string(),
  span_id: z.string(),
  parent_event_id: z.string(),
  input_tokens: z.number(),
  output_tokens: z.number(),
  cache_read_tokens: z.number(),
  cache_creation_tokens: z.number(),
  reasoning_tokens: z.number(),
  cost_usd: z.number(),
  cost_source: z.enum(["reported", "estimated", "none"]),
  duration_ms: z.number().nullable(),
  success: z.boolean().nullable(),
  error_type: z.string(),
  error_message: z.string(),
  fingerprint: z.string(),
  status_code: z.number(),
  severity: z.string(),
  lines_added: z.number(),
  lines_removed: z.number(),
  metadata: z.record(z.string(), z.unknown()),
}).meta({ id: "Event" });
export type StoredEvent = z.infer<typeof StoredEvent>;

/** Answer of `GET /v1/events`. */
export const EventList = Freshness.extend({ data: z.array(StoredEvent), next_cursor: nextCursor }).meta({
  id: "EventList",
});
export type EventList = z.infer<typeof EventList>;

/** Query string of `GET /v1/events/{id}`. */
export const EventDetailQuery = PlainQuery;
export type EventDetailQuery = z.infer<typeof EventDetailQuery>;

/** Answer of `GET /v1/events/{id}`. */
export const EventDetail = Freshness.extend({ event: StoredEvent }).meta({ id: "EventDetail" });
export type EventDetail = z.infer<typeof EventDetail>;
