import { z } from "zod";
import { StoredEvent } from "./query-events.ts";
import { Freshness, nextCursor, pageOf, PeriodQuery, someOf } from "./query.ts";

/** By what a list of sessions can be ordered. */
export const SESSION_SORTS = ["start", "cost", "duration", "errors", "tokens"] as const;
/** An order of sessions. */
export type SessionSort = (typeof SESSION_SORTS)[number];

/**
 * How a session stands. `failed`: in the sense of docs/metrics.md. `completed`: it said that it ended. Of the others those that
 * said something in the last half hour are `active`, and the rest is `idle`: an agent that was killed says no good-bye.
 */
export const SESSION_STATUSES = ["active", "idle", "completed", "failed"] as const;
/** How a session stands. */
export type SessionStatus = (typeof SESSION_STATUSES)[number];

/** Query string of `GET /v1/sessions`. */
export const SessionsQuery = PeriodQuery.extend({
  sort: z.enum(SESSION_SORTS).default("start"),
  order: z.enum(["desc", "asc"]).default("desc"),
  status: someOf(SESSION_STATUSES, SESSION_STATUSES.length).meta({ description: "Repeatable." }),
  ...pageOf(200, 50),
});
export type SessionsQuery = z.infer<typeof SessionsQuery>;

/** A session in lists, as far as its events lie in the period and pass the filters. */
export const SessionSummary = z.object({
  session_id: z.string(),
  agent_id: z.string(),
  user_id: z.string(),
  team: z.string(),
  repo: z.string(),
  models: z.array(z.string()),
  started_at: z.iso.datetime(),
  last_event_at: z.iso.datetime(),
  duration_ms: z.number(),
  status: z.enum(SESSION_STATUSES),
  ended: z.boolean().meta({ description: "Whether it said that it ended; one that was killed never does." }),
  failed: z.boolean(),
  events: z.number(),
  turns: z.number(),
  llm_requests: z.number(),
  tool_calls: z.number(),
  tool_failures: z.number(),
  errors: z.number(),
  tokens: z.number(),
  cost_usd: z.number(),
  estimated: z.boolean(),
}).meta({ id: "SessionSummary" });
export type SessionSummary = z.infer<typeof SessionSummary>;

/** Answer of `GET /v1/sessions`. */
export const SessionList = Freshness.extend({ data: z.array(SessionSummary), next_cursor: nextCursor }).meta({
  id: "SessionList",
});
export type SessionList = z.infer<typeof SessionList>;

/** Query string of `GET /v1/sessions/{id}`. The facts are the whole session's; filters choose among its events. */
export const SessionDetailQuery = PeriodQuery.omit({
  period: true,
  from: true,
  to: true,
  interval: true,
  time_zone: true,
  compare: true,
}).extend(pageOf(1_000, 500));
export type SessionDetailQuery = z.infer<typeof SessionDetailQuery>;

/** An event of a session, and its place in the tree of what led to what. */
export const SessionNode = StoredEvent.extend({
  parent_id: z.string().nullable().meta({
    description: "The event that it belongs under: its parent event, or the event of the span it happened in.",
  }),
  depth: z.number().int().meta({ description: "0 at the top." }),
  children: z.number().int().meta({ description: "How many events are directly under it." }),
  offset_ms: z.number().meta({ description: "Since the session's start." }),
  cumulative_cost_usd: z.number().meta({ description: "What the session had cost when this event was over." }),
}).meta({ id: "SessionNode" });
export type SessionNode = z.infer<typeof SessionNode>;

/** A session with all that is known of it. */
export const SessionFacts = SessionSummary.extend({
  environment: z.string(),
  branch: z.string(),
  agent_version: z.string(),
  users: z.array(z.string()),
  providers: z.array(z.string()),
  tools: z.array(z.object({ tool_name: z.string(), calls: z.number(), failures: z.number() })),
  input_tokens: z.number(),
  output_tokens: z.number(),
  cache_read_tokens: z.number(),
  cache_creation_tokens: z.number(),
  reasoning_tokens: z.number(),
  lines_added: z.number(),
  lines_removed: z.number(),
}).meta({ id: "SessionFacts" });
export type SessionFacts = z.infer<typeof SessionFacts>;

/** Answer of `GET /v1/sessions/{id}`: its events with every parent before its children, otherwise by time. */
export const SessionDetail = Freshness.extend({
  session: SessionFacts,
  data: z.array(SessionNode),
  next_cursor: nextCursor,
}).meta({ id: "SessionDetail" });
export type SessionDetail = z.infer<typeof SessionDetail>;
