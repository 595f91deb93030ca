import { boolean, pgTable, text } from "drizzle-orm/pg-core";
import { CONSENT_PURPOSES } from "../../../contract/erasure.ts";
import { instant } from "./columns.ts";

/** What people agreed to, and took back; only ever appended to. */
export const consents = pgTable("consents", {
  id: text().primaryKey(),
  organizationId: text("org_id").notNull(),
  userId: text("user_id").notNull(),
  purpose: text({ enum: CONSENT_PURPOSES }).notNull(),
  granted: boolean().notNull(),
  version: text().notNull(),
  at: instant("at").notNull().defaultNow(),
});
