import { z } from "zod";
import { ERROR_LISTS, ErrorState } from "./error-state.ts";
import { StoredEvent } from "./query-events.ts";
import { Freshness, nextCursor, pageOf, PeriodAnswer, PeriodQuery, value } from "./query.ts";

/** By what a list of errors can be ordered, the most or the latest first. */
export const ERROR_SORTS = ["count", "sessions", "users", "last_seen", "first_seen"] as const;
/** An order of errors. */
export type ErrorSort = (typeof ERROR_SORTS)[number];

/** Query string of `GET /v1/errors`. */
export const ErrorsQuery = PeriodQuery.extend({
  sort: z.enum(ERROR_SORTS).default("count"),
  state: z.enum(ERROR_LISTS).default("all").meta({ description: "`new` and `regressed` ones are `open` too." }),
  q: z.string().trim().min(2).max(200).optional().meta({
    description: "Text to find, in any case of letters: in the type, the tool or the latest message.",
  }),
  ...pageOf(100, 25),
});
export type ErrorsQuery = z.infer<typeof ErrorsQuery>;

/** Errors that are the same one again, in the period. */
export const ErrorGroup = z.object({
  fingerprint: z.string(),
  event_type: z.string(),
  error_type: z.string(),
  message: z.string().meta({ description: "Of the latest one." }),
  tool_name: z.string(),
  agents: z.array(z.string()),
  models: z.array(z.string()),
  count: z.number(),
  sessions: z.number(),
  users: z.number(),
  first_seen: z.iso.datetime().meta({ description: "In the period." }),
  last_seen: z.iso.datetime(),
  first_seen_ever: z.iso.datetime().meta({ description: "As far back as events are kept." }),
  state: ErrorState,
  is_new: z.boolean().meta({ description: "Whether it was never seen before the period." }),
  previous_count: value.meta({ description: "In the period before; null where it was not asked for." }),
  trend: z.array(z.number().nullable()).meta({ description: "Count per bucket." }),
}).meta({ id: "ErrorGroup" });
export type ErrorGroup = z.infer<typeof ErrorGroup>;

const ErrorTotals = z.object({
  count: z.number(),
  groups: z.number().int().meta({ description: "Different errors." }),
  sessions: z.number().meta({ description: "Sessions that met an error." }),
  users: z.number().meta({ description: "People whose sessions did." }),
}).meta({ id: "ErrorTotals" });

/** Answer of `GET /v1/errors`. */
export const ErrorList = Freshness.extend({
  period: PeriodAnswer,
  buckets: z.array(z.iso.datetime()).meta({ description: "Start of each bucket of the trends." }),
  total_groups: z.number().int().meta({ description: "Different errors in the state that was asked for." }),
  by_state: z.object({
    all: z.number().int(),
    open: z.number().int(),
    new: z.number().int(),
    regressed: z.number().int(),
    muted: z.number().int(),
    resolved: z.number().int(),
  }).meta({ id: "ErrorStates", description: "Different errors in each state, whichever was asked for." }),
  totals: ErrorTotals,
  previous: ErrorTotals.nullable().meta({ description: "In the period before; null where it was not asked for." }),
  data: z.array(ErrorGroup),
  next_cursor: nextCursor,
}).meta({ id: "ErrorList" });
export type ErrorList = z.infer<typeof ErrorList>;

/** Query string of `GET /v1/errors/{fingerprint}`; its pages are of occurrences. */
export const ErrorDetailQuery = PeriodQuery.extend(pageOf(200, 50));
export type ErrorDetailQuery = z.infer<typeof ErrorDetailQuery>;

/** How often an error came with a value of a column. */
const Share = z.object({ key: z.string(), count: z.number() });

/** Answer of `GET /v1/errors/{fingerprint}`: what it is, where it happens, and each time it did, the latest first. */
export const ErrorDetail = Freshness.extend({
  period: PeriodAnswer,
  buckets: z.array(z.iso.datetime()),
  error: ErrorGroup,
  by: z.object({
    agent_id: z.array(Share),
    agent_version: z.array(Share),
    model: z.array(Share),
    tool_name: z.array(Share),
    environment: z.array(Share),
    user_id: z.array(Share),
  }).meta({ description: "The ten commonest values of each column." }),
  data: z.array(StoredEvent),
  next_cursor: nextCursor,
}).meta({ id: "ErrorDetail" });
export type ErrorDetail = z.infer<typeof ErrorDetail>;
