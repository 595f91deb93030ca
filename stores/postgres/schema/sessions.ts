import { pgTable, text } from "drizzle-orm/pg-core";
import { createdAt, instant, updatedAt } from "./columns.ts";

/** Sign-ins that are still open, and the organisation each of them looks at. */
export const sessions = pgTable("sessions", {
  id: text().primaryKey(),
  userId: text("user_id").notNull(),
  token: text().notNull(),
  activeOrganizationId: text("active_org_id"),
  /** The identity provider that it was opened through. */
  ssoProviderId: text("sso_provider_id"),
  expiresAt: instant("expires_at").notNull(),
  ipAddress: text("ip_address"),
  userAgent: text("user_agent"),
  createdAt,
  updatedAt,
});
