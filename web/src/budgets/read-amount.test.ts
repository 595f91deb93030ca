import { describe, expect, it } from "vitest";
import { readAmount } from "./read-amount.ts";

describe("readAmount()", () => {
  it.each([["5200", 5_200], [" $5,200 ", 5_200], ["12.5", 12.5], ["1,000,000.25", 1_000_000.25]])(
    "reads %j",
    (text, usd) => expect(readAmount(text)).toBe(usd),
  );

  it.each(["", "0", "-5", "12,50", "1.234", "much", "1e9", "2000000000", "12,34,567"])("does not take %j", (text) => {
    expect(readAmount(text)).toBeUndefined();
  });
});
