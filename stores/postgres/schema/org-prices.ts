import { jsonb, pgTable, text } from "drizzle-orm/pg-core";
import type { PriceOverride } from "../../../contract/prices/rates.ts";
import { instant, updatedAt } from "./columns.ts";

/** Prices that organisations have set for themselves. */
export const orgPrices = pgTable("org_prices", {
  id: text().primaryKey(),
  organizationId: text("org_id").notNull(),
  model: text().notNull(),
  validFrom: instant("valid_from").notNull(),
  rates: jsonb().$type<Omit<PriceOverride, "model" | "valid_from">>().notNull(),
  updatedAt,
});
