import { expect, test } from "vitest";
import { formatAxis, formatCompact, formatExact, formatPercent, formatRate, writeShare } from "./number.ts";

test("formatCompact() is exact below 10,000 and takes three digits above", () => {
  expect([0, 8412, 9999, 10_000, 12_408, 999_499, 999_500, 9_840_000, 10_100_000_000].map(formatCompact)).toEqual(
    ["0", "8,412", "9,999", "10.0k", "12.4k", "999k", "1.00M", "9.84M", "10.1B"],
  );
});
test("formatCompact() writes a real minus", () => expect(formatCompact(-12_408)).toBe("−12.4k"));
test("formatExact() keeps every digit", () => expect(formatExact(1_234_567)).toBe("1,234,567"));
test("formatAxis() is short", () =>
  expect([0, 0.5, 60, 80_000, 1_500_000].map(formatAxis)).toEqual(["0", "0.5", "60", "80k", "1.5M"]));
test("formatPercent() takes one decimal, or two for rates of errors", () => {
  expect(formatPercent(0.968)).toEqual({ text: "96.8", unit: "%" });
  expect(formatPercent(0.0037, 2).text).toBe("0.37");
});
test("writeShare() does not write a small share as nothing", () =>
  expect([0, 0.001, 0.0096, 0.234, 1].map(writeShare)).toEqual(["0%", "<1%", "<1%", "23%", "100%"]));
test("formatRate() takes one decimal below a hundred", () =>
  expect([16.07, 0, 412.4].map(formatRate)).toEqual(["16.1", "0.0", "412"]));
