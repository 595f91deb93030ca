import { boolean, integer, pgTable, text } from "drizzle-orm/pg-core";
import { instant } from "./columns.ts";

/** Authenticators, by their encrypted secrets and recovery codes. */
export const twoFactors = pgTable("two_factors", {
  id: text().primaryKey(),
  userId: text("user_id").notNull(),
  secret: text().notNull(),
  backupCodes: text("backup_codes").notNull(),
  verified: boolean().notNull().default(true),
  failedVerificationCount: integer("failed_verification_count").notNull().default(0),
  lockedUntil: instant("locked_until"),
});
