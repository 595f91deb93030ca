import { describe, expect, it } from "vitest";
import { monthAround, projectMonth } from "./month.ts";

const november = monthAround(Date.parse("2026-11-16T00:00:00Z"));

describe("monthAround()", () => {
  it("begins and ends at midnight UTC, and knows the month before across a year", () => {
    expect([november.from, november.to]).toEqual([Date.UTC(2026, 10), Date.UTC(2026, 11)]);
    expect(november.days).toHaveLength(30);
    expect(monthAround(Date.UTC(2027, 0, 31, 23)).previousFrom).toBe(Date.UTC(2026, 11));
    expect(monthAround(Date.UTC(2028, 1, 10)).days).toHaveLength(29);
  });
});

describe("projectMonth()", () => {
  const halfway = { ...november, now: Date.UTC(2026, 10, 16) };

  it("goes on as it was", () => {
    expect(projectMonth({ ...halfway, used: 500, limit: null })).toEqual({ projected: 1_000, exhaustedAt: null });
  });

  it("says when a limit will be reached, and now where it is", () => {
    expect(projectMonth({ ...halfway, used: 500, limit: 750 }).exhaustedAt).toBe(Date.UTC(2026, 10, 23, 12));
    expect(projectMonth({ ...halfway, used: 800, limit: 750 }).exhaustedAt).toBe(halfway.now);
    expect(projectMonth({ ...halfway, used: 500, limit: 1_001 }).exhaustedAt).toBeNull();
  });

  it("does not take the first minute for the month", () => {
    expect(projectMonth({ ...november, now: november.from + 1, used: 10, limit: null }).projected).toBe(7_200);
  });
});
