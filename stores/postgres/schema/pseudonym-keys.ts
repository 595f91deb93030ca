import { pgTable, text } from "drizzle-orm/pg-core";
import { createdAt } from "./columns.ts";

/** The secret of each organisation's pseudonyms, for those that have had e-mail addresses replaced. */
export const pseudonymKeys = pgTable("pseudonym_keys", {
  organizationId: text("org_id").primaryKey(),
  secret: text().notNull(),
  createdAt,
});
