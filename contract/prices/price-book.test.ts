import { describe, expect, it } from "vitest";
import { listPriceBook, overriddenPriceBook } from "./price-book.ts";
import type { PriceOverride } from "./rates.ts";

const list = listPriceBook([{
  rows: [
    { models: ["gpt-5"], rates: [1, 10] },
    { models: ["gpt-5"], from: "2026-06-01", rates: [2, 20] },
    { models: ["new"], from: "2026-06-01", rates: [5, 5] },
  ],
}]);
const [may, july] = [Date.parse("2026-05-31T23:59:59Z"), Date.parse("2026-07-01T00:00:00Z")];

const override = (model: string, input: number, valid_from = "2026-01-01T00:00:00Z"): PriceOverride => ({
  model,
  input,
  output: 1,
  valid_from,
});

function inputPrice(overrides: PriceOverride[], model: string, at = july): number | undefined {
  const price = overriddenPriceBook(overrides, list).find(model, at);
  return price === undefined ? undefined : price.input / 1e6;
}

describe("a price book", () => {
  it("answers by the time of the event", () => {
    expect([may, Date.parse("2026-06-01T00:00:00Z"), july].map((at) => list.find("gpt-5", at)?.input)).toEqual([
      1e6,
      2e6,
      2e6,
    ]);
    expect(list.find("new", may)).toBeUndefined();
  });

  it("lets an organisation's own price go before the list, from when it is valid", () => {
    expect(inputPrice([override("gpt-5", 0.5)], "openai/gpt-5-2025-08-07")).toBe(0.5);
    const later = [override("gpt-5", 0.5, "2026-06-15T00:00:00Z"), override("gpt-5", 0.7, "2026-06-20T02:00:00+02:00")];
    expect([may, Date.parse("2026-06-16T00:00:00Z"), july].map((at) => inputPrice(later, "gpt-5", at))).toEqual([
      1,
      0.5,
      0.7,
    ]);
  });

  it("takes the name itself, then the longest beginning", () => {
    const own = [override("gpt*", 1), override("gpt-5*", 2), override("gpt-5.5-mini", 3)];
    expect(["gpt-5.5-mini", "gpt-5.5", "gpt-6", "claude"].map((model) => inputPrice(own, model))).toEqual([
      3,
      2,
      1,
      undefined,
    ]);
  });

  it("keeps the price of one provider to calls that name it", () => {
    const own = [override("azure/gpt-5", 9), override("llama*", 0)];
    expect(["azure/gpt-5", "gpt-5", "ollama/Llama3.1:8b"].map((model) => inputPrice(own, model))).toEqual([9, 2, 0]);
  });
});
