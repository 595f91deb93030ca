import type { PriceRow, PriceSheet, RateRow } from "../../contract/prices/price-sheet.ts";
import type { LongContext, Rates } from "../../contract/prices/rates.ts";

/** A line of the table `price_table`. */
export interface PriceLine {
  model: string;
  validFrom: Date;
  provider: string;
  rates: Rates & { long_context?: LongContext[] };
  sourceUrl: string;
  checkedOn: string;
}

/** Every model and time of some sheets as a line of its own. */
export function priceLines(sheets: readonly PriceSheet[]): PriceLine[] {
  return sheets.flatMap(({ provider, source, checked, rows }) =>
    rows.flatMap((row) =>
      row.models.map((model) => ({
        model,
        validFrom: new Date(row.from ?? 0),
        provider,
        rates: ratesOf(row),
        sourceUrl: source,
        checkedOn: checked,
      }))
    )
  );
}

function ratesOf({ rates, above = [] }: PriceRow): PriceLine["rates"] {
  const tiers = above.map(([tokens, ...tier]) => ({ above: tokens, ...named(tier) }));
  return { ...named(rates), ...(tiers.length === 0 ? {} : { long_context: tiers }) };
}

function named([input, output, cacheRead, cacheWrite, reasoning]: RateRow): Rates {
  return {
    input,
    output,
    ...(cacheRead === undefined ? {} : { cache_read: cacheRead }),
    ...(cacheWrite === undefined ? {} : { cache_write: cacheWrite }),
    ...(reasoning === undefined ? {} : { reasoning }),
  };
}
