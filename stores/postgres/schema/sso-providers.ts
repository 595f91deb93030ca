import { boolean, pgTable, text } from "drizzle-orm/pg-core";
import { ROLES } from "../../../contract/account.ts";
import { createdAt } from "./columns.ts";

/** Identity providers of organisations. */
export const ssoProviders = pgTable("sso_providers", {
  id: text().primaryKey(),
  organizationId: text("org_id").notNull(),
  providerId: text("provider_id").notNull(),
  issuer: text().notNull(),
  domain: text().notNull(),
  domainVerified: boolean("domain_verified").notNull().default(false),
  oidcConfig: text("oidc_config"),
  samlConfig: text("saml_config"),
  userId: text("user_id"),
  defaultRole: text("default_role", { enum: ROLES }).notNull().default("viewer"),
  enforced: boolean().notNull().default(false),
  createdAt,
});
