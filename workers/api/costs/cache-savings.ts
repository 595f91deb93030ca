import type { PriceBook } from "../../../contract/prices/price-book.ts";
import type { CostRow } from "../../../contract/query-costs.ts";
import type { TokensOfModel } from "./tokens-of-model.ts";

const PICO = 1e12;
const NANO = 1e9;

/**
 * What caches saved: tokens read from a cache at the price of input less their own, less what writing to a cache cost more than
 * input; by the prices in force at an instant (epoch ms), rates for long prompts left out. `null` where no model has a price.
 */
export function cacheSavings(parts: readonly TokensOfModel[], prices: PriceBook, at: number): CostRow["cache_savings"] {
  const cached = parts
    .map(({ model, tokens }) => ({ model, read: tokens.cache_read_tokens, created: tokens.cache_creation_tokens }))
    .filter(({ read, created }) => read + created > 0);
  const priced = cached.flatMap(({ model, read, created }) => {
    const price = prices.find(model, at);
    if (price === undefined) return [];
    return [read * (price.input - price.cacheRead) - created * (price.cacheWrite - price.input)];
  });
  const unpriced = cached.filter(({ model }) => prices.find(model, at) === undefined).map(({ model }) => model);
  const pico = priced.reduce((sum, part) => sum + part, 0);
  return {
    usd: priced.length === 0 && unpriced.length > 0 ? null : Math.round(pico / (PICO / NANO)) / NANO,
    unpriced_models: [...new Set(unpriced)].toSorted(),
  };
}
