import { z } from "zod";
import { nextCursor, pageOf, PlainQuery } from "./query.ts";

/**
 * `dead_letter`: a chunk that could not be stored and was parked. `rejected_events`: events that the edge refused.
 * `refused_requests`: requests that it refused whole, whatever was in them.
 */
export const WARNING_KINDS = ["dead_letter", "rejected_events", "refused_requests"] as const;
/** What a warning is about. */
export type WarningKind = (typeof WARNING_KINDS)[number];

/** `replayed`: the parked chunk was put back on the queue, and has not been parked again since. */
export const WARNING_STATES = ["open", "replayed"] as const;
/** Whether anything is left to do about a warning. */
export type WarningState = (typeof WARNING_STATES)[number];

/** Why a message was parked: what is in it, or that nobody answered for it for too long. */
export const DEAD_LETTER_CODES = ["REFUSED", "UNREADABLE", "RETRIES_EXHAUSTED"] as const;
/** Why a message was parked. */
export type DeadLetterCode = (typeof DEAD_LETTER_CODES)[number];

/** An ingestion warning, as people see it. */
export const IngestionWarning = z.object({
  id: z.string(),
  kind: z.enum(WARNING_KINDS),
  code: z.string().meta({
    description:
      "Of rejected events and refused requests the problem's code; of dead letters REFUSED, UNREADABLE or RETRIES_EXHAUSTED.",
  }),
  state: z.enum(WARNING_STATES),
  at: z.iso.datetime(),
  count: z.number().int().meta({ description: "Events that it is about; of refused requests how many there were." }),
  detail: z.string(),
  object_key: z.string().nullable().meta({ description: "Where the parked chunk lies." }),
  request_id: z.string(),
});
export type IngestionWarning = z.infer<typeof IngestionWarning>;

/** Query string of `GET /v1/ingestion/warnings`. */
export const WarningsQuery = PlainQuery.extend({ kind: z.enum(WARNING_KINDS).optional(), ...pageOf(200, 50) });
export type WarningsQuery = z.infer<typeof WarningsQuery>;

/** Answer of `GET /v1/ingestion/warnings`. */
export const WarningList = z.object({
  as_of: z.iso.datetime(),
  data: z.array(IngestionWarning),
  next_cursor: nextCursor,
}).meta({ id: "WarningList" });
export type WarningList = z.infer<typeof WarningList>;

/** Answer of `POST /v1/ingestion/warnings/replay`. */
export const WarningReplay = z.object({
  replayed: z.number().int().meta({ description: "Parked chunks that are on the queue again." }),
  done: z.boolean().meta({ description: "Whether none is left; ask again where it is false." }),
});
export type WarningReplay = z.infer<typeof WarningReplay>;
