import { boolean, pgTable, text } from "drizzle-orm/pg-core";
import { VIEW_PAGES } from "../../../contract/saved-view.ts";
import { createdAt, updatedAt } from "./columns.ts";

/** Pages of the dashboard that people have kept, with what they show. */
export const savedViews = pgTable("saved_views", {
  id: text().primaryKey(),
  organizationId: text("org_id").notNull(),
  name: text().notNull(),
  page: text({ enum: VIEW_PAGES }).notNull(),
  state: text().notNull(),
  shared: boolean().notNull(),
  createdBy: text("created_by"),
  createdAt,
  updatedAt,
});
