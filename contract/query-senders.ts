import { z } from "zod";
import { Freshness, nextCursor, pageOf, PeriodQuery, someOf } from "./query.ts";

/** What can be taken for a sender. */
export const SENDER_COLUMNS = ["agent_id", "user_id", "team", "environment", "repo"] as const;
/** A column that tells senders apart. */
export type SenderColumn = (typeof SENDER_COLUMNS)[number];

/**
 * `sending`: heard of within its usual pause. `late`: not. `silent`: not for three times as long. The usual pause is what 95 in
 * 100 pauses between two of its active hours do not exceed, an hour at least; a day for who was active in one hour only.
 */
export const SENDER_STATES = ["silent", "late", "sending"] as const;
/** Whether a sender has stopped. */
export type SenderState = (typeof SENDER_STATES)[number];

/** Query string of `GET /v1/senders`. The period is the one in which a sender's habits are looked for. */
export const SendersQuery = PeriodQuery.omit({ interval: true, compare: true }).extend({
  by: z.enum(SENDER_COLUMNS).default("agent_id"),
  state: someOf(SENDER_STATES, SENDER_STATES.length).meta({ description: "Repeatable." }),
  ...pageOf(200, 50),
});
export type SendersQuery = z.infer<typeof SendersQuery>;

/** A sender and its habits. */
export const Sender = z.object({
  key: z.string(),
  state: z.enum(SENDER_STATES),
  first_seen: z.iso.datetime().meta({ description: "In the period." }),
  last_seen: z.iso.datetime(),
  last_received_at: z.iso.datetime(),
  silent_ms: z.number().meta({ description: "Since the last event, at the period's end." }),
  usual_pause_ms: z.number().meta({ description: "Between two active hours; an hour at least." }),
  usual_events_per_hour: z.number().meta({ description: "In the hours in which it sends at all." }),
  active_hours: z.number().int(),
  events: z.number(),
}).meta({ id: "Sender" });
export type Sender = z.infer<typeof Sender>;

/** Answer of `GET /v1/senders`: the longest beyond their habit first. */
export const SenderList = Freshness.extend({
  by: z.enum(SENDER_COLUMNS),
  counts: z.object({ sending: z.number().int(), late: z.number().int(), silent: z.number().int() }),
  data: z.array(Sender),
  next_cursor: nextCursor,
}).meta({ id: "SenderList" });
export type SenderList = z.infer<typeof SenderList>;
