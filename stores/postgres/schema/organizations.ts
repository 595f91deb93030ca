import { sql } from "drizzle-orm";
import { bigint, integer, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import type { OrgLimits } from "../../../contract/quota.ts";
import { REGIONS, RESIDENCIES } from "../../../contract/tenant.ts";
import type { PrivacyPatch } from "../../../contract/tenant-settings.ts";
import { createdAt, instant } from "./columns.ts";

/** Settings that are few and rarely asked for. */
export interface OrganizationSettings {
  /** Limits that differ from the defaults. */
  limits?: Partial<Pick<OrgLimits, "events_per_second" | "requests_per_minute">>;
  /** What differs from the defaults. */
  privacy?: PrivacyPatch;
  /** Days after which detail is deleted, where that is sooner than for everybody. */
  retention_days?: number;
}

/** Tenants. */
export const organizations = pgTable("organizations", {
  id: text().primaryKey(),
  slug: text().notNull(),
  name: text().notNull(),
  residency: text({ enum: RESIDENCIES }).notNull(),
  /** Of residency `global` alone: the region that was nearest when it was founded. */
  homeRegion: text("home_region", { enum: REGIONS }),
  /** Where everything of it is stored and asked. */
  region: text({ enum: REGIONS }).notNull().generatedAlwaysAs(
    sql`CASE WHEN residency = 'global' THEN coalesce(home_region, 'us') ELSE residency END`,
  ),
  plan: text().notNull().default("free"),
  timeZone: text("time_zone").notNull().default("UTC"),
  settings: jsonb().$type<OrganizationSettings>().notNull().default({}),
  seats: integer(),
  monthlyEvents: bigint("monthly_events", { mode: "number" }),
  logo: text(),
  metadata: text(),
  /** Set while nothing may be sent or asked. */
  suspendedAt: instant("suspended_at"),
  suspendedReason: text("suspended_reason"),
  /** When everything of it will be deleted. */
  deletionDueAt: instant("deletion_due_at"),
  createdAt,
});
