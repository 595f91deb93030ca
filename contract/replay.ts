import { z } from "zod";
import type { AcceptedEvent } from "./stored-event.ts";
import { REGIONS } from "./tenant.ts";

/** What can be replayed: parked messages through the queue, or the raw log straight into ClickHouse. */
export const REPLAY_SOURCES = ["dead_letters", "raw"] as const;
/** What is replayed. */
export type ReplaySource = (typeof REPLAY_SOURCES)[number];

/** Most objects of one step; a step has to end well within a request. */
export const MAX_REPLAY_OBJECTS = 50;

/** One step of a replay: body of `POST /v1/operator/replay`. */
export const ReplayStep = z.object({
  source: z.enum(REPLAY_SOURCES),
  region: z.enum(REGIONS),
  /** Of dead letters when the queue took them, of the raw log when the edge received them. `to` is exclusive. */
  from: z.iso.datetime({ offset: true }).optional(),
  /** Required, so that a letter that is parked again on the way is not replayed twice by the same replay. */
  to: z.iso.datetime({ offset: true }),
  /** Only this organisation's dead letters. */
  org_id: z.string().regex(/^[\w-]{1,64}$/).optional(),
  /** `next_cursor` of the step before. */
  cursor: z.string().max(1_024).nullable().default(null),
  limit: z.number().int().min(1).max(MAX_REPLAY_OBJECTS).default(20),
  /** Counts, and changes nothing. */
  dry_run: z.boolean().default(false),
}).refine(({ source, org_id }) => source === "dead_letters" || org_id === undefined, {
  path: ["org_id"],
  message: "The raw log holds the rows of many organisations in one object.",
});
export type ReplayStep = z.infer<typeof ReplayStep>;

/** What a step did. */
export const ReplayProgress = z.object({
  /** Objects replayed, or that would have been. */
  objects: z.number().int(),
  /** Chunks in them. */
  chunks: z.number().int(),
  /** Chunks that ClickHouse refuses; they are among the dead letters and were left out. */
  refused: z.number().int(),
  bytes: z.number().int(),
  /** The last object looked at. */
  last_key: z.string().nullable(),
  /** Where the next step goes on; `null` when there is nothing left. */
  next_cursor: z.string().nullable(),
});
export type ReplayProgress = z.infer<typeof ReplayProgress>;

/** Which events of parked messages are asked for. `digests` of people, as `erasureDigest()` has them. */
export interface ParkedSearch {
  org_id: string;
  digests: string[];
  /** `after` of the page before. */
  after: string | null;
}

/** Events that wait in parked messages, and where the next page begins; `null` when nothing is left. */
export interface ParkedEvents {
  events: AcceptedEvent[];
  after: string | null;
}

/** What a region's consumer answers to an operator over RPC. Every step may be taken again. */
export interface RegionOperator {
  /** Throws when the region's queue or ClickHouse does not answer; what was done until then is harmless to do again. */
  replay(step: ReplayStep): Promise<ReplayProgress>;
  /**
   * Inserts rows that take the place of earlier versions: one gzip member of NDJSON in the columns of `events`. Throws where
   * ClickHouse does not take them; inserting them again has no effect.
   */
  replaceRows(rows: Uint8Array): Promise<void>;
  /** Events of people that wait in an organisation's parked messages. Throws when the bucket does not answer. */
  findParked(search: ParkedSearch): Promise<ParkedEvents>;
}
