import { expect, test } from "vitest";
import { describeMonth } from "./describe-month.ts";

const november = { from: "2026-11-01T00:00:00Z", to: "2026-12-01T00:00:00Z" };

test("a month is named, and half of it is over in its middle", () => {
  const facts = describeMonth({ month: november, as_of: "2026-11-16T00:00:00Z" });
  expect(facts).toEqual({ name: "November", elapsed: 0.5, lastInstant: Date.parse("2026-11-30T23:59:59.999Z") });
});

test("an answer from just beyond the month is of its end", () => {
  expect(describeMonth({ month: november, as_of: "2026-12-01T00:00:03Z" }).elapsed).toBe(1);
});
