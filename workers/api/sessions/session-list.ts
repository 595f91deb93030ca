import { z } from "zod";
import { PeriodQuery } from "../../../contract/query.ts";

/** Query string of `GET /v1/sessions`. */
export const SessionsQuery = PeriodQuery.extend({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(512).optional().meta({ description: "`next_cursor` of the page before." }),
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
  /** Whether it said that it ended; one that was killed never does. */
  ended: z.boolean(),
  failed: z.boolean(),
  events: z.number(),
  turns: z.number(),
  llm_requests: z.number(),
  tool_calls: z.number(),
  errors: z.number(),
  tokens: z.number(),
  cost_usd: z.number(),
  estimated: z.boolean(),
});
export type SessionSummary = z.infer<typeof SessionSummary>;

/** Answer of `GET /v1/sessions`. */
export const SessionList = z.object({
  as_of: z.iso.datetime(),
  estimated: z.boolean(),
  data: z.array(SessionSummary),
  next_cursor: z.string().nullable(),
});
export type SessionList = z.infer<typeof SessionList>;
