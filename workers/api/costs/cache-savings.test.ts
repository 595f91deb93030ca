import { describe, expect, it } from "vitest";
import { listPriceBook } from "../../../contract/prices/price-book.ts";
import { cacheSavings } from "./cache-savings.ts";
import type { TokensOfModel } from "./tokens-of-model.ts";

const book = listPriceBook([{
  rows: [
    { models: ["sonnet"], rates: [3, 15, 0.3, 3.75] },
    { models: ["sonnet"], from: "2026-11-01", rates: [2, 10, 0.2, 2.5] },
    { models: ["plain"], rates: [1, 2] },
  ],
}]);
const cached = (model: string, read: number, created: number): TokensOfModel => ({
  model,
  tokens: {
    input_tokens: 7,
    output_tokens: 7,
    cache_read_tokens: read,
    cache_creation_tokens: created,
    reasoning_tokens: 0,
  },
});
const OCTOBER = Date.parse("2026-10-15T00:00:00Z");
const NOVEMBER = Date.parse("2026-11-15T00:00:00Z");

describe("cacheSavings()", () => {
  it("takes what reading costs less and writing costs more, by the prices of the time", () => {
    const tokens = [cached("sonnet", 1_000_000, 100_000)];
    expect(cacheSavings(tokens, book, OCTOBER).usd).toBeCloseTo(2.7 - 0.075, 9);
    expect(cacheSavings(tokens, book, NOVEMBER).usd).toBeCloseTo(1.8 - 0.05, 9);
  });

  it("is negative where nothing that was written was read, and nothing where caches cost what input does", () => {
    expect(cacheSavings([cached("sonnet", 0, 1_000_000)], book, OCTOBER).usd).toBe(-0.75);
    expect(cacheSavings([cached("plain", 5_000, 5)], book, OCTOBER).usd).toBe(0);
  });

  it("names the models that have no price, and says nothing where that is all of them", () => {
    const unknown = cached("mystery", 5, 0);
    expect(cacheSavings([unknown], book, OCTOBER)).toEqual({ usd: null, unpriced_models: ["mystery"] });
    expect(cacheSavings([unknown, cached("plain", 5, 0)], book, OCTOBER)).toEqual({
      usd: 0,
      unpriced_models: ["mystery"],
    });
    expect(cacheSavings([], book, OCTOBER)).toEqual({ usd: 0, unpriced_models: [] });
  });
});
