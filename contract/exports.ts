import { z } from "zod";
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
  filters: z.record(z.string(), z.array(z.string())).meta({ description: "Values with `!` in front are excluded." }),
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
export const ExportsQuery = z.object({
  state: z.enum(EXPORT_STATES).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().max(512).optional().meta({ description: "`next_cursor` of the page before." }),
});
export type ExportsQuery = z.infer<typeof ExportsQuery>;

/** Answer of `GET /v1/exports`, the newest first. */
export const ExportList = z.object({ data: z.array(ExportSummary), next_cursor: z.string().nullable() });
export type ExportList = z.infer<typeof ExportList>;
