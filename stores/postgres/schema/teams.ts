import { pgTable, text } from "drizzle-orm/pg-core";
import { createdAt } from "./columns.ts";

/** Teams of an organisation; an event names its team by `name`. */
export const teams = pgTable("teams", {
  id: text().primaryKey(),
  organizationId: text("org_id").notNull(),
  name: text().notNull(),
  createdAt,
});
