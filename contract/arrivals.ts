import { z } from "zod";
import { PlainQuery } from "./query.ts";
import { EVENT_TYPES } from "./event-fields.ts";

/** Doors and signals that telemetry comes through. */
export const SIGNALS = ["sdk", "http", "otlp_logs", "otlp_metrics", "otlp_traces"] as const;

/** Query string of `GET /v1/ingestion/arrivals`. */
export const ArrivalsQuery = PlainQuery.extend({
  minutes: z.coerce.number().int().min(1).max(1_440).default(15).meta({ description: "How far back to look." }),
});
export type ArrivalsQuery = z.infer<typeof ArrivalsQuery>;

/** What one client sent by one signal. */
export const Arrival = z.object({
  agent_id: z.string(),
  agent_version: z.string(),
  signal: z.enum(SIGNALS),
  events: z.number().int(),
  event_types: z.partialRecord(z.enum(EVENT_TYPES), z.number().int()),
  newest_at: z.iso.datetime().meta({ description: "When the newest of it came in." }),
  newest_event_at: z.iso.datetime().meta({ description: "The newest of the events' own times." }),
  tokens: z.number().int(),
  cost_usd: z.number(),
  estimated: z.boolean().meta({ description: "Whether part of the cost is an estimate." }),
});
export type Arrival = z.infer<typeof Arrival>;

/** Events that were refused, by why. */
export const Refusal = z.object({
  code: z.string(),
  count: z.number().int(),
  newest_at: z.iso.datetime(),
  detail: z.string(),
});
export type Refusal = z.infer<typeof Refusal>;

/** Something worth a look: what it is, in plain words, and what to do about it. */
export const Oddity = z.object({
  code: z.enum([
    "nothing_arrived",
    "events_refused",
    "unknown_client",
    "sessions_unknown",
    "users_unknown",
    "no_tokens",
    "no_model",
    "model_unpriced",
    "clock_ahead",
    "clock_behind",
    "metrics_without_logs",
    "metrics_and_logs",
    "content_dropped",
  ]),
  /** `problem`: figures will be wrong or missing. `note`: as it should be, and good to know. */
  level: z.enum(["problem", "note"]),
  agent_id: z.string().nullable(),
  count: z.number().int(),
  what: z.string(),
  advice: z.string(),
});
export type Oddity = z.infer<typeof Oddity>;

/** Answer of `GET /v1/ingestion/arrivals`. */
export const Arrivals = z.object({
  as_of: z.iso.datetime(),
  minutes: z.number().int(),
  clients: z.array(Arrival),
  refused: z.array(Refusal),
  oddities: z.array(Oddity),
});
export type Arrivals = z.infer<typeof Arrivals>;
