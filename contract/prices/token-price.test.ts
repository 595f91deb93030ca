import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addMoney } from "../window.ts";
import { costOf, tokenPrice } from "./token-price.ts";

const sonnet = tokenPrice([3, 15, 0.3, 3.75]);

describe("costOf()", () => {
  it("prices each bucket by its own rate", () => {
    const cost = costOf(
      { input_tokens: 1200, cache_read_tokens: 9000, cache_creation_tokens: 400, output_tokens: 300 },
      sonnet,
      true,
    );
    expect(cost).toBe(0.0123);
    expect(costOf({ reasoning_tokens: 1_000_000 }, sonnet, true)).toBe(15);
    expect(costOf({}, sonnet, true)).toBe(0);
  });

  it("takes cached tokens for input and reasoning for output where no rate is listed", () => {
    const plain = tokenPrice([2, 8]);
    const tokens = {
      input_tokens: 1,
      cache_read_tokens: 2,
      cache_creation_tokens: 3,
      output_tokens: 4,
      reasoning_tokens: 5,
    };
    expect(costOf(tokens, plain, true)).toBe(0.000084);
  });

  it("bills a whole request by the tier that its prompt reaches, and sums over requests never", () => {
    const gemini = tokenPrice([1.25, 10, 0.125], [[200_000, 2.5, 15, 0.25]]);
    const at = { input_tokens: 150_000, cache_read_tokens: 50_000, output_tokens: 1_000 };
    expect(costOf(at, gemini, true)).toBe(0.20375);
    const above = { ...at, cache_read_tokens: 50_001 };
    expect(costOf(above, gemini, true)).toBe(0.40250025);
    expect(costOf(above, gemini, false)).toBe(0.203750125);
    const qwen = tokenPrice([1, 5], [[128_000, 3, 15], [32_000, 1.8, 9]]);
    expect([32_000, 32_001, 128_001].map((n) => costOf({ input_tokens: n }, qwen, true))).toEqual([
      0.032,
      0.0576018,
      0.384003,
    ]);
  });

  it("rounds half a billionth up, once", () => {
    const cheap = tokenPrice([0.0005, 0.0004]);
    expect(costOf({ input_tokens: 1 }, cheap, true)).toBe(1e-9);
    expect(costOf({ output_tokens: 1 }, cheap, true)).toBe(0);
    expect(costOf({ input_tokens: 1, output_tokens: 1 }, cheap, true)).toBe(1e-9);
    expect(costOf({ input_tokens: 1_000_000_000 }, tokenPrice([99_999.999999, 1]), true)).toBe(99_999_999.999);
  });

  const rate = fc.integer({ min: 0, max: 600_000_000 }).map((micro) => micro / 1e6);
  const count = fc.integer({ min: 0, max: 3_000_000 });

  it("is the exact sum to the nearest billionth, whatever the counts and rates", () => {
    fc.assert(fc.property(fc.tuple(rate, rate, rate), fc.tuple(count, count, count), (rates, counts) => {
      const [input_tokens, output_tokens, cache_read_tokens] = counts;
      const cost = costOf({ input_tokens, output_tokens, cache_read_tokens }, tokenPrice(rates), true);
      const pico = rates.reduce((sum, r, i) => sum + BigInt(Math.round(r * 1e6)) * BigInt(counts[i] ?? 0), 0n);
      expect(BigInt(Math.round(cost * 1e9))).toBe((pico + 500n) / 1000n);
    }));
  });
});

describe("addMoney()", () => {
  const nano = fc.integer({ min: 0, max: 40_000_000_000_000 });

  it("never drifts up to two million dollars, in whatever order amounts are added and taken back", () => {
    fc.assert(
      fc.property(fc.array(nano, { maxLength: 50 }), (amounts) => {
        const dollars = amounts.map((amount) => amount / 1e9);
        const exact = amounts.reduce((sum, amount) => sum + BigInt(amount), 0n);
        const sum = dollars.reduce(addMoney, 0);
        expect(BigInt(Math.round(sum * 1e9))).toBe(exact);
        expect(dollars.toReversed().reduce(addMoney, 0)).toBe(sum);
        expect(dollars.map((amount) => -amount).reduce(addMoney, sum)).toBe(0);
      }),
      { numRuns: 300 },
    );
  });
});
