import { listPriceBook, overriddenPriceBook, type PriceBook } from "../../../contract/prices/price-book.ts";
import { listOrgPrices } from "../../../stores/postgres/prices/org-prices.ts";
import { readPriceTable } from "../../../stores/postgres/prices/read-price-table.ts";
import type { Member, RequestContext } from "../context.ts";
import { toSheet } from "./price-rows.ts";

/** What models cost for an organisation: its own prices before the list's. */
export async function ownPriceBook(ctx: Pick<RequestContext, "database">, { tenant }: Member): Promise<PriceBook> {
  const [own, list] = await Promise.all([listOrgPrices(tenant), readPriceTable(ctx.database)]);
  const overrides = own.map(({ model, validFrom, rates }) => ({
    ...rates,
    model,
    valid_from: validFrom.toISOString(),
  }));
  return overriddenPriceBook(overrides, listPriceBook([toSheet(list)]));
}
