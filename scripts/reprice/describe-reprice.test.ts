import { expect, test } from "vitest";
import { describeReprice, describeUnpriced } from "./describe-reprice.ts";

const totals = { rows: 7, changed: 2, before_usd: 1.5, after_usd: 1.250000001, unpriced: { a: 1, b: 5 } };

test("the difference is told to the billionth, with its sign", () => {
  expect(describeReprice(totals)).toBe("7 events, 2 changed · $1.50 → $1.250000001 (−$0.249999999)");
});
test("models without a price are told, the most used first", () => {
  expect(describeUnpriced(totals).slice(1)).toEqual(["  b  5 events", "  a  1 events"]);
  expect(describeUnpriced({ ...totals, unpriced: {} })).toEqual([]);
});
