import { date, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import type { PriceOverride } from "../../../contract/prices/rates.ts";
import { instant } from "./columns.ts";

/** List prices, of no organisation. */
export const priceTable = pgTable("price_table", {
  model: text().notNull(),
  validFrom: instant("valid_from").notNull(),
  provider: text().notNull(),
  rates: jsonb().$type<Omit<PriceOverride, "model" | "valid_from">>().notNull(),
  sourceUrl: text("source_url").notNull(),
  checkedOn: date("checked_on").notNull(),
  revision: text().notNull(),
});
