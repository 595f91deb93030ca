import type { Tokens } from "./context-window.ts";

/** US dollars per million tokens. */
interface Price {
  input: number;
  output: number;
  cacheRead: number;
  cacheCreation: number;
}

/**
 * List prices of the models whose cost an agent reports itself; cache writes are those of the five-minute cache.
 * Source: https://docs.claude.com/en/docs/about-claude/pricing
 */
const PRICES: ReadonlyMap<string, Price> = new Map([
  ["claude-opus-4-5", { input: 5, output: 25, cacheRead: 0.5, cacheCreation: 6.25 }],
  ["claude-sonnet-4-5", { input: 3, output: 15, cacheRead: 0.3, cacheCreation: 3.75 }],
  ["claude-haiku-4-5", { input: 1, output: 5, cacheRead: 0.1, cacheCreation: 1.25 }],
]);

/** What a request costs in US dollars, to the billionth; undefined for a model without a price. */
export function costOf(modelId: string, tokens: Tokens): number | undefined {
  const price = PRICES.get(modelId);
  if (price === undefined) return undefined;
  const millionths = tokens.input_tokens * price.input + tokens.output_tokens * price.output +
    tokens.cache_read_tokens * price.cacheRead + tokens.cache_creation_tokens * price.cacheCreation;
  return Math.round(millionths * 1_000) / 1e9;
}
