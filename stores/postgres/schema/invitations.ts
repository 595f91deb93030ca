import { pgTable, text } from "drizzle-orm/pg-core";
import { ROLES } from "../../../contract/account.ts";
import { createdAt, instant } from "./columns.ts";

/** People asked to join an organisation. */
export const invitations = pgTable("invitations", {
  id: text().primaryKey(),
  organizationId: text("org_id").notNull(),
  email: text().notNull(),
  role: text({ enum: ROLES }).notNull(),
  status: text({ enum: ["pending", "accepted", "rejected", "canceled"] }).notNull().default("pending"),
  /** SHA-256 of the token that was sent, lower-case hex. */
  tokenHash: text("token_hash"),
  inviterId: text("inviter_id").notNull(),
  expiresAt: instant("expires_at").notNull(),
  createdAt,
});
