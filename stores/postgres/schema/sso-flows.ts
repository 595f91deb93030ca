import { jsonb, pgTable, text } from "drizzle-orm/pg-core";
import type { SsoIdentity } from "../../../contract/single-sign-on.ts";
import { instant } from "./columns.ts";

/** Sign-ins through an identity provider that are under way. */
export const ssoFlows = pgTable("sso_flows", {
  id: text().primaryKey(),
  providerId: text("provider_id").notNull(),
  /** SHA-256 of what the browser's cookie holds. */
  browserHash: text("browser_hash").notNull(),
  nonce: text().notNull(),
  codeVerifier: text("code_verifier").notNull(),
  nextPath: text("next_path").notNull(),
  /** Who a SAML assertion said came back, until the browser fetches the session. */
  identity: jsonb().$type<SsoIdentity>(),
  expiresAt: instant("expires_at").notNull(),
});
