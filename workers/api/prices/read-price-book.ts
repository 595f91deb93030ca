import { listPriceBook, overriddenPriceBook, type PriceBook } from "../../../contract/prices/price-book.ts";
import { PRICE_LIST } from "../../../contract/prices/price-list.ts";
import type { Database } from "../../../stores/postgres/connect.ts";
import { listOrgPrices } from "../../../stores/postgres/prices/org-prices.ts";
import { readPriceTable } from "../../../stores/postgres/prices/read-price-table.ts";
import type { TenantDatabase } from "../../../stores/postgres/tenant.ts";
import { toSheet } from "./price-rows.ts";

/** The prices in force for a tenant, as the database has them. */
export async function readPriceBook(database: Database, tenant: TenantDatabase): Promise<PriceBook> {
  const [table, own] = await Promise.all([readPriceTable(database), listOrgPrices(tenant)]);
  const overrides = own.map(({ model, validFrom, rates }) => ({
    ...rates,
    model,
    valid_from: validFrom.toISOString(),
  }));
  return overriddenPriceBook(overrides, listPriceBook(table.length === 0 ? PRICE_LIST : [toSheet(table)]));
}
