import { pgTable, text } from "drizzle-orm/pg-core";
import { ROLES } from "../../../contract/account.ts";
import { createdAt } from "./columns.ts";

/** Who belongs to which organisation, and as what. */
export const members = pgTable("members", {
  id: text().primaryKey(),
  organizationId: text("org_id").notNull(),
  userId: text("user_id").notNull(),
  role: text({ enum: ROLES }).notNull(),
  /** Takes the place of `role` where there is one. */
  customRoleId: text("custom_role_id"),
  createdAt,
});
