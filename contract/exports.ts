import { z } from "zod";
import { EventsQuery } from "./query-events.ts";
import { SessionsQuery } from "./query-sessions.ts";
import { pageOf } from "./query.ts";
import { REGIONS } from "./tenant.ts";

/** What can be exported whole, however much it is. */
export const EXPORT_SOURCES = ["events", "sessions"] as const;
/** What an export holds. */
export type ExportSource = (typeof EXPORT_SOURCES)[number];

/** How an export is written. */
export const EXPORT_FORMATS = ["csv", "jsonl", "parquet"] as const;
/** How an export is written. */
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** Most rows that are answered while one waits; more are for a background export. */
export const MAX_STREAMED_ROWS = 100_000;

/** `cancelled`: by somebody, also after it was ready. `expired`: its file is gone. */
export const EXPORT_STATES = ["queued", "running", "ready", "failed", "cancelled", "expired"] as const;
/** How an export stands. */
export type ExportState = (typeof EXPORT_STATES)[number];

/** Questions that an export can hold the whole answer of: those of the lists, without their pages. */
export const EXPORT_QUERIES = {
  events: EventsQuery.omit({ limit: true, cursor: true }),
  sessions: SessionsQuery.omit({ limit: true, cursor: true }),
} as const satisfies Record<ExportSource, z.ZodObject>;

const format = z.enum(EXPORT_FORMATS);

/** Body of `POST /v1/exports`: the same question as in the query string of the list. */
export const ExportRequest = z.discriminatedUnion("source", [
  z.strictObject({ source: z.literal("events"), format, query: EXPORT_QUERIES.events.prefault({}) }),
  z.strictObject({ source: z.literal("sessions"), format, query: EXPORT_QUERIES.sessions.prefault({}) }),
]);
export type ExportRequest = z.infer<typeof ExportRequest>;

/** Adds to a question how its whole answer is to be written. */
export const ExportedAs = { format: format.default("csv") };

/** An export, as people see it. */
export const ExportSummary = z.object({
  id: z.string(),
  source: z.enum(EXPORT_SOURCES),
  format: z.enum(EXPORT_FORMATS),
  state: z.enum(EXPORT_STATES),
  region: z.enum(REGIONS),
  /** The question, as it was asked. */
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  filters: z.record(z.string(), z.array(z.string())).meta({
    description:
      "Values with `!` in front are excluded. They are forgotten with the file, and when somebody is erased whom they name.",
  }),
  text: z.string().nullable().meta({ description: "The text that was searched for." }),
  created_by: z.object({ id: z.string(), name: z.string() }),
  created_at: z.iso.datetime(),
  finished_at: z.iso.datetime().nullable(),
  expires_at: z.iso.datetime(),
  progress: z.object({
    rows: z.number().int(),
    total_rows: z.number().int().nullable().meta({ description: "`null` until they are counted." }),
    bytes: z.number().int(),
  }),
  error: z.string().nullable(),
  download: z.object({ url: z.url(), expires_at: z.iso.datetime() }).nullable().meta({
    description: "A link that works without signing in, for as long as it says; `null` while there is no file.",
  }),
});
export type ExportSummary = z.infer<typeof ExportSummary>;

/** Query string of `GET /v1/exports`. */
export const ExportsQuery = z.strictObject({
  state: z.enum(EXPORT_STATES).optional(),
  ...pageOf(100, 20),
  org_id: z.string().max(128).optional(),
});
export type ExportsQuery = z.infer<typeof ExportsQuery>;

/** Answer of `GET /v1/exports`, the newest first. */
export const ExportList = z.object({ data: z.array(ExportSummary), next_cursor: z.string().nullable() });
export type ExportList = z.infer<typeof ExportList>;

/** Query string of `GET /v1/exports/{id}/download`; a summary's `download.url` has all of it. */
export const DownloadQuery = z.strictObject({
  org: z.string().regex(/^[\w-]{1,64}$/),
  region: z.enum(REGIONS),
  expires: z.coerce.number().int(),
  signature: z.string().max(128),
});
export type DownloadQuery = z.infer<typeof DownloadQuery>;

/** Where the file of an export lies in its region's bucket. */
export function exportKey({ orgId, id, format }: { orgId: string; id: string; format: ExportFormat }): string {
  return `exports/${orgId}/${id}.${format}`;
}

/** Media types of the formats. */
export const EXPORT_TYPES: Record<ExportFormat, string> = {
  csv: "text/csv; charset=utf-8; header=present",
  jsonl: "application/x-ndjson",
  parquet: "application/vnd.apache.parquet",
};
