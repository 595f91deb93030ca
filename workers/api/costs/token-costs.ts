import type { PriceBook } from "../../../contract/prices/price-book.ts";
import type { TokenPrice } from "../../../contract/prices/token-price.ts";
import type { TokenCosts } from "../../../contract/query-costs.ts";
import { TOKEN_KINDS, type TokenKind, type TokensOfModel } from "./tokens-of-model.ts";

const RATE_OF: Record<TokenKind, keyof Omit<TokenPrice, "above">> = {
  input_tokens: "input",
  output_tokens: "output",
  cache_read_tokens: "cacheRead",
  cache_creation_tokens: "cacheWrite",
  reasoning_tokens: "reasoning",
};
const PICO_PER_NANO = 1_000;
const NANO = 1e9;

/**
 * What the tokens of each kind cost by the prices in force at an instant (epoch ms), rates for long prompts left out. `null`
 * where there are tokens and no model has a price.
 */
export function tokenCosts(parts: readonly TokensOfModel[], prices: PriceBook, at: number): TokenCosts {
  const used = parts.filter(({ tokens }) => TOKEN_KINDS.some((kind) => tokens[kind] > 0));
  const priced = used.flatMap(({ model, tokens }) => {
    const price = prices.find(model, at);
    return price === undefined ? [] : [{ tokens, price }];
  });
  const unpriced = used.map(({ model }) => model).filter((model) => prices.find(model, at) === undefined);
  const usd = (kind: TokenKind) => {
    if (priced.length === 0 && unpriced.length > 0) return null;
    const pico = priced.reduce((sum, { tokens, price }) => sum + tokens[kind] * price[RATE_OF[kind]], 0);
    return Math.round(pico / PICO_PER_NANO) / NANO;
  };
  return {
    input_tokens: usd("input_tokens"),
    output_tokens: usd("output_tokens"),
    cache_read_tokens: usd("cache_read_tokens"),
    cache_creation_tokens: usd("cache_creation_tokens"),
    reasoning_tokens: usd("reasoning_tokens"),
    unpriced_models: [...new Set(unpriced)].toSorted(),
  };
}
