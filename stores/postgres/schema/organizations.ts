import { bigint, integer, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import { RESIDENCIES } from "../../../contract/tenant.ts";
import { createdAt } from "./columns.ts";

/** Tenants. */
export const organizations = pgTable("organizations", {
  id: text().primaryKey(),
  slug: text().notNull(),
  name: text().notNull(),
  residency: text({ enum: RESIDENCIES }).notNull(),
  plan: text().notNull().default("free"),
  timeZone: text("time_zone").notNull().default("UTC"),
  settings: jsonb().$type<Record<string, unknown>>().notNull().default({}),
  seats: integer(),
  monthlyEvents: bigint("monthly_events", { mode: "number" }),
  logo: text(),
  metadata: text(),
  createdAt,
});
