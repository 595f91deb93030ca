import { bigint, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { DEPENDENCY_STATUSES } from "../../../contract/health.ts";
import { instant } from "./columns.ts";

/** How each dependency has answered, a row for a stretch of one day in which it answered alike. */
export const healthChecks = pgTable("health_checks", {
  dependency: text().notNull(),
  beganAt: instant("began_at").notNull(),
  seenAt: instant("seen_at").notNull(),
  status: text({ enum: DEPENDENCY_STATUSES }).notNull(),
  checks: integer().notNull().default(1),
  totalMs: bigint("total_ms", { mode: "number" }).notNull(),
  slowestMs: integer("slowest_ms").notNull(),
}, (table) => [primaryKey({ columns: [table.dependency, table.beganAt] })]);
