import { z } from "zod";

/** Most rows of one step; a step has to end well within a request. */
export const MAX_REPRICED_ROWS = 5_000;

/** One step of a new estimation: body of `POST /v1/operator/reprice`. */
export const RepriceStep = z.object({
  org_id: z.string().regex(/^[\w-]{1,64}$/),
  /** Of the events' own time; `to` is exclusive. */
  from: z.iso.datetime({ offset: true }),
  to: z.iso.datetime({ offset: true }),
  /** `next_cursor` of the step before. */
  cursor: z.string().max(1_024).nullable().default(null),
  limit: z.number().int().min(1).max(MAX_REPRICED_ROWS).default(2_000),
  /** Counts, and changes nothing. */
  dry_run: z.boolean().default(false),
}).refine(({ from, to }) => Date.parse(from) < Date.parse(to), { path: ["from"], message: "has to be before `to`" });
export type RepriceStep = z.infer<typeof RepriceStep>;

/** What a step did. Amounts are US dollars. */
export const RepriceProgress = z.object({
  /** Events looked at: those with tokens and without a reported cost. */
  rows: z.number().int(),
  /** Events whose cost is another one now. */
  changed: z.number().int(),
  /** What the looked-at events cost before, and now. */
  before_usd: z.number(),
  after_usd: z.number(),
  /** Models without a price, and how many of the events name each. */
  unpriced: z.record(z.string(), z.number().int()),
  next_cursor: z.string().nullable(),
});
export type RepriceProgress = z.infer<typeof RepriceProgress>;
