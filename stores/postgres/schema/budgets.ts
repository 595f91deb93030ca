import { numeric, pgTable, text } from "drizzle-orm/pg-core";
import { instant } from "./columns.ts";

/** What organisations and their teams are to spend in a month; the empty team is the organisation. */
export const budgets = pgTable("budgets", {
  organizationId: text("org_id").notNull(),
  team: text().notNull(),
  limitUsd: numeric("limit_usd", { precision: 12, scale: 2, mode: "number" }).notNull(),
  changedAt: instant("changed_at").notNull().defaultNow(),
});
