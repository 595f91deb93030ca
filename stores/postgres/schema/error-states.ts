import { pgTable, text } from "drizzle-orm/pg-core";
import { SET_STATES } from "../../../contract/error-state.ts";
import { instant } from "./columns.ts";

/** Errors that an organisation has muted or resolved. */
export const errorStates = pgTable("error_states", {
  organizationId: text("org_id").notNull(),
  fingerprint: text().notNull(),
  state: text({ enum: SET_STATES }).notNull(),
  changedAt: instant("changed_at").notNull().defaultNow(),
});
