import { pgTable, text } from "drizzle-orm/pg-core";
import { createdAt } from "./columns.ts";

/** Who is in which team. */
export const teamMembers = pgTable("team_members", {
  organizationId: text("org_id").notNull(),
  teamId: text("team_id").notNull(),
  memberId: text("member_id").notNull(),
  createdAt,
});
