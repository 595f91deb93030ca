import { jsonb, pgTable, text } from "drizzle-orm/pg-core";
import { ACTOR_KINDS } from "../../../contract/audit.ts";
import { instant } from "./columns.ts";

/** What was done to an organisation's set-up, by whom; only ever appended to. */
export const auditLog = pgTable("audit_log", {
  id: text().primaryKey(),
  organizationId: text("org_id").notNull(),
  at: instant("at").notNull().defaultNow(),
  /** The database fills this and the next two in from the settings of the transaction. */
  actorKind: text("actor_kind", { enum: ACTOR_KINDS }).notNull().default("user"),
  ip: text(),
  userAgent: text("user_agent"),
  actorId: text("actor_id").notNull(),
  action: text().notNull(),
  targetId: text("target_id").notNull(),
  details: jsonb().$type<Record<string, unknown>>().notNull().default({}),
  requestId: text("request_id").notNull(),
});
