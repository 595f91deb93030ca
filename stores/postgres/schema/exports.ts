import { bigint, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import { EXPORT_FORMATS, EXPORT_SOURCES, EXPORT_STATES } from "../../../contract/exports.ts";
import { REGIONS } from "../../../contract/tenant.ts";
import type { ExportQuestion } from "../../clickhouse/export-question.ts";
import { createdAt, instant, updatedAt } from "./columns.ts";

/** What somebody had written into a file. */
export const exportRuns = pgTable("exports", {
  id: text().primaryKey(),
  organizationId: text("org_id").notNull(),
  region: text({ enum: REGIONS }).notNull(),
  createdBy: text("created_by").notNull(),
  createdByName: text("created_by_name").notNull(),
  source: text({ enum: EXPORT_SOURCES }).notNull(),
  format: text({ enum: EXPORT_FORMATS }).notNull(),
  question: jsonb().$type<ExportQuestion>().notNull(),
  state: text({ enum: EXPORT_STATES }).notNull().default("queued"),
  totalRows: bigint("total_rows", { mode: "number" }),
  rows: bigint({ mode: "number" }).notNull().default(0),
  bytes: bigint({ mode: "number" }).notNull().default(0),
  error: text(),
  createdAt,
  updatedAt,
  finishedAt: instant("finished_at"),
  expiresAt: instant("expires_at").notNull(),
});
