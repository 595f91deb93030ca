import { boolean, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import { ROLES } from "../../../contract/account.ts";
import { type GroupRoles, SSO_PROTOCOLS, type SsoConfig } from "../../../contract/single-sign-on.ts";
import { createdAt, updatedAt } from "./columns.ts";

/** Identity providers of organisations. */
export const ssoProviders = pgTable("sso_providers", {
  id: text().primaryKey(),
  organizationId: text("org_id").notNull(),
  name: text().notNull(),
  protocol: text({ enum: SSO_PROTOCOLS }).notNull(),
  /** Who the provider says it is: an OpenID issuer, or a SAML entity id. */
  issuer: text().notNull(),
  domain: text().notNull(),
  /** What a DNS record of the domain has to say. */
  domainToken: text("domain_token").notNull(),
  domainVerified: boolean("domain_verified").notNull().default(false),
  config: jsonb().$type<SsoConfig>().notNull(),
  /** An OpenID client's secret, encrypted; the tenant's role writes it and cannot read it. */
  sealedSecret: text("sealed_secret"),
  defaultRole: text("default_role", { enum: ROLES }).notNull().default("viewer"),
  groupClaim: text("group_claim"),
  groupRoles: jsonb("group_roles").$type<GroupRoles>().notNull().default({}),
  enforced: boolean().notNull().default(false),
  createdAt,
  updatedAt,
});
