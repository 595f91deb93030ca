import { bigint, boolean, pgTable, text } from "drizzle-orm/pg-core";
import { instant } from "./columns.ts";

/** Passkeys, by their public halves. */
export const passkeys = pgTable("passkeys", {
  id: text().primaryKey(),
  userId: text("user_id").notNull(),
  name: text(),
  publicKey: text("public_key").notNull(),
  credentialID: text("credential_id").notNull(),
  counter: bigint({ mode: "number" }).notNull(),
  deviceType: text("device_type").notNull(),
  backedUp: boolean("backed_up").notNull(),
  transports: text(),
  aaguid: text(),
  createdAt: instant("created_at").defaultNow(),
});
