import { jsonb, pgTable, text } from "drizzle-orm/pg-core";
import { ERASURE_STATES, type ErasureReceipt } from "../../../contract/erasure.ts";
import { instant } from "./columns.ts";

/** People who are or were to be erased, by digests of what events call them. */
export const erasures = pgTable("erasures", {
  id: text().primaryKey(),
  organizationId: text("org_id").notNull(),
  digests: text().array().notNull(),
  reason: text(),
  state: text({ enum: ERASURE_STATES }).notNull().default("running"),
  receipt: jsonb().$type<ErasureReceipt>().notNull().default({}),
  requestedBy: text("requested_by").notNull(),
  requestedAt: instant("requested_at").notNull().defaultNow(),
  completedAt: instant("completed_at"),
});
