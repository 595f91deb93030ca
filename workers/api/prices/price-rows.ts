import type { PriceRow, PriceSheet, RateRow } from "../../../contract/prices/price-sheet.ts";
import type { Rates } from "../../../contract/prices/rates.ts";
import type { readPriceTable } from "../../../stores/postgres/prices/read-price-table.ts";

/** A line of the price table. */
export type StoredPrice = Awaited<ReturnType<typeof readPriceTable>>[number];

/** The price table as a sheet. */
export function toSheet(rows: readonly StoredPrice[]): Pick<PriceSheet, "rows"> {
  return { rows: rows.map(toRow) };
}

function toRow({ model, validFrom, rates }: StoredPrice): PriceRow {
  const above = (rates.long_context ?? []).map((tier) => [tier.above, ...rowOf(tier)] as const);
  return {
    models: [model],
    from: validFrom.toISOString(),
    rates: rowOf(rates),
    ...(above.length === 0 ? {} : { above }),
  };
}

function rowOf({ input, output, cache_read, cache_write, reasoning }: Rates): RateRow {
  return [input, output, cache_read, cache_write, reasoning];
}
