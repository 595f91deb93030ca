import { bigint, integer, pgTable, text } from "drizzle-orm/pg-core";

/** How often something was tried lately, by what it was tried with. */
export const signInAttempts = pgTable("sign_in_attempts", {
  id: text().primaryKey(),
  key: text().notNull(),
  count: integer().notNull(),
  /** Epoch ms. */
  lastRequest: bigint("last_request", { mode: "number" }).notNull(),
});
