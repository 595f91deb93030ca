import { z } from "zod";

/** Days that things are kept, where no organisation says otherwise. What rows may be old in ClickHouse, its tables' TTLs say. */
export const RETENTION_DAYS = {
  /** Rows as they were received, from which ClickHouse is rebuilt. */
  rawLog: 30,
  /** Messages that could not be stored. */
  deadLetters: 30,
  /** Files that somebody had written. */
  exports: 7,
  /** Records of job runs and of exports. */
  records: 90,
  /** Single events: thirteen months. */
  detail: 396,
} as const;

/** Days within which an organisation can choose how long its single events are kept. */
export interface DetailBounds {
  min: number;
  max: number;
}

/** A shorter time than this means that events are deleted almost as fast as they come in: that is agreed on, not clicked. */
const USUAL_BOUNDS: DetailBounds = { min: 7, max: RETENTION_DAYS.detail };
const BOUNDS_BY_PLAN: Readonly<Record<string, DetailBounds>> = { enterprise: { min: 1, max: RETENTION_DAYS.detail } };

/** What a plan lets its organisations choose; plans that are not listed have what is usual. */
export function detailBounds(plan: string): DetailBounds {
  return Object.hasOwn(BOUNDS_BY_PLAN, plan) ? BOUNDS_BY_PLAN[plan] ?? USUAL_BOUNDS : USUAL_BOUNDS;
}

/** Body of `PUT /v1/organization/retention`. */
export const RetentionChoice = z.strictObject({
  detail_days: z.int().min(1).max(RETENTION_DAYS.detail).nullable().meta({
    description: "Days after which single events are deleted for good; null for as long as everybody's are kept.",
    example: 90,
  }),
});
export type RetentionChoice = z.infer<typeof RetentionChoice>;

/** Answer of `GET /v1/organization/retention`: how long what is kept of an organisation. */
export const Retention = z.object({
  detail_days: z.int().meta({ description: "Single events, in the store and in the archive." }),
  chosen: z.boolean().meta({ description: "Whether the organisation has chosen that itself." }),
  bounds: z.object({ min: z.int(), max: z.int() }).meta({ description: "What its plan lets it choose." }),
  raw_log_days: z.int().meta({
    description: "What arrived, as it arrived. Files hold the rows of many organisations, so it is the same for all.",
  }),
  exports_days: z.int(),
  figures_months: z.int().meta({ description: "Hourly and daily figures, which hold no single event." }),
}).meta({ id: "Retention" });
export type Retention = z.infer<typeof Retention>;
