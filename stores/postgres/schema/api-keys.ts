import { pgTable, text } from "drizzle-orm/pg-core";
import { KEY_SCOPES } from "../../../contract/rpc.ts";
import { createdAt, instant } from "./columns.ts";

/** Keys that agents send with, by the SHA-256 of their text. */
export const apiKeys = pgTable("api_keys", {
  id: text().primaryKey(),
  organizationId: text("org_id").notNull(),
  name: text().notNull(),
  prefix: text().notNull(),
  keyHash: text("key_hash").notNull(),
  scopes: text({ enum: KEY_SCOPES }).array().notNull(),
  createdBy: text("created_by"),
  createdAt,
  lastUsedAt: instant("last_used_at"),
  revokedAt: instant("revoked_at"),
  expiresAt: instant("expires_at"),
});
