import { describe, expect, it } from "vitest";
import { readRetryAfter, retryDelayMs } from "./retry-delay.ts";

describe("retryDelayMs()", () => {
  it("draws from nothing to a bound that doubles and ends at 30 s", () => {
    expect([1, 2, 3, 10, 1_000].map((n) => retryDelayMs(n, undefined, 1))).toEqual([
      1_000,
      2_000,
      4_000,
      30_000,
      30_000,
    ]);
    expect(retryDelayMs(5, undefined, 0)).toBe(0);
  });

  it("waits at least as long as it is asked to", () => {
    expect(retryDelayMs(1, 2_000, 0)).toBe(2_000);
    expect(retryDelayMs(9, 2_000, 1)).toBe(2_200);
  });

  it("waits longer and longer when it is asked for no time at all, as by a date that is over", () => {
    expect([1, 2, 3, 10].map((n) => retryDelayMs(n, 0, 1))).toEqual([1_000, 2_000, 4_000, 30_000]);
  });
});

describe("readRetryAfter()", () => {
  const now = Date.parse("2026-11-21T10:00:00Z");

  it.each([
    ["120", 120_000],
    [" 1.5 ", 1_500],
    ["0", 0],
    ["Sat, 21 Nov 2026 10:00:30 GMT", 30_000],
    ["Sat, 21 Nov 2026 09:00:00 GMT", 0],
    ["999999999", 3_600_000],
  ])("reads %s", (header, ms) => expect(readRetryAfter(header, now)).toBe(ms));

  it.each(["", "soon", "-", null, undefined])("takes nothing from %s", (header) => {
    expect(readRetryAfter(header, now)).toBeUndefined();
  });
});
