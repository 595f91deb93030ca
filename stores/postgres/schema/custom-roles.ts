import { jsonb, pgTable, text } from "drizzle-orm/pg-core";
import type { Grants } from "../../../contract/permissions.ts";
import { createdAt, updatedAt } from "./columns.ts";

/** Roles that an organisation made for itself. */
export const customRoles = pgTable("custom_roles", {
  id: text().primaryKey(),
  organizationId: text("org_id").notNull(),
  name: text().notNull(),
  grants: jsonb().$type<Grants>().notNull(),
  createdAt,
  updatedAt,
});
