import { jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { JOB_NAMES, type JobInput, RUN_STATES } from "../../../contract/jobs.ts";
import { REGIONS } from "../../../contract/tenant.ts";
import { instant, updatedAt } from "./columns.ts";

/** Runs of the jobs Workers, for people to look at. */
export const jobRuns = pgTable("job_runs", {
  region: text({ enum: REGIONS }).notNull(),
  id: text().notNull(),
  job: text({ enum: JOB_NAMES }).notNull(),
  state: text({ enum: RUN_STATES }).notNull(),
  input: jsonb().$type<JobInput>().notNull().default({}),
  progress: jsonb().$type<Record<string, unknown>>().notNull().default({}),
  error: text(),
  startedAt: instant("started_at").notNull().defaultNow(),
  updatedAt,
  finishedAt: instant("finished_at"),
}, (table) => [primaryKey({ columns: [table.region, table.id] })]);
