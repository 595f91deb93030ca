import { expect, test } from "vitest";
import { usageDays } from "./usage-days.ts";

const month = { from: "2026-11-01T00:00:00.000Z", to: "2026-12-01T00:00:00.000Z" };
const events = (limit: number | null) => ({
  used: 30,
  limit,
  share: null,
  projected: 0,
  exhausted_at: null,
  previous_month: 0,
  by_day: [{ day: "2026-11-01", events: 10 }, { day: "2026-11-02", events: 20 }],
});

test("usageDays() has a place for every day of the month, and nothing for those to come", () => {
  const { days, high, evenShare } = usageDays({ month, events: events(null) });
  expect(days).toHaveLength(30);
  expect(days.slice(0, 3).map(({ events: count }) => count)).toEqual([10, 20, null]);
  expect(days.filter(({ isToday }) => isToday).map(({ day }) => day)).toEqual(["2026-11-02"]);
  expect([high, evenShare]).toEqual([20, null]);
});

test("usageDays() says what a day may use, unless that is far from what is used", () => {
  expect(usageDays({ month, events: events(900) })).toMatchObject({ high: 30, evenShare: 30 });
  expect(usageDays({ month, events: events(3_000_000) })).toMatchObject({ high: 20, evenShare: null });
});
