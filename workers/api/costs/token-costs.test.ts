import { describe, expect, it } from "vitest";
import { listPriceBook } from "../../../contract/prices/price-book.ts";
import { tokenCosts } from "./token-costs.ts";
import type { TokensOfModel } from "./tokens-of-model.ts";

const book = listPriceBook([{
  rows: [
    { models: ["sonnet"], rates: [3, 15, 0.3, 3.75] },
    { models: ["thinker"], rates: [1, 2, 0.1, 1, 4] },
  ],
}]);
const NOVEMBER = Date.parse("2026-11-15T00:00:00Z");
const million = (model: string): TokensOfModel => ({
  model,
  tokens: {
    input_tokens: 1_000_000,
    output_tokens: 1_000_000,
    cache_read_tokens: 1_000_000,
    cache_creation_tokens: 1_000_000,
    reasoning_tokens: 1_000_000,
  },
});

describe("tokenCosts()", () => {
  it("prices the tokens of each kind, over all models, reasoning like output where it has no price of its own", () => {
    expect(tokenCosts([million("sonnet"), million("thinker")], book, NOVEMBER)).toEqual({
      input_tokens: 4,
      output_tokens: 17,
      cache_read_tokens: 0.4,
      cache_creation_tokens: 4.75,
      reasoning_tokens: 19,
      unpriced_models: [],
    });
  });

  it("leaves out models without a price and names them", () => {
    const costs = tokenCosts([million("sonnet"), million("mystery")], book, NOVEMBER);
    expect(costs).toMatchObject({ input_tokens: 3, unpriced_models: ["mystery"] });
  });

  it("says nothing where no model has a price, and nothing spent where there are no tokens", () => {
    expect(tokenCosts([million("mystery")], book, NOVEMBER)).toMatchObject({ input_tokens: null, output_tokens: null });
    expect(tokenCosts([], book, NOVEMBER)).toMatchObject({ input_tokens: 0, unpriced_models: [] });
  });
});
