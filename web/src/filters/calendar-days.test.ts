import { expect, test } from "vitest";
import { addDays, dateOf, dayOf, daysOf, periodOfDays } from "./calendar-days.ts";

const NOW = "2026-11-20T14:32";

test("dateOf() and dayOf() carry a day there and back", () => {
  for (const day of ["2026-01-01", "2026-03-29", "2026-10-25", "2028-02-29"]) expect(dayOf(dateOf(day))).toBe(day);
});

test("addDays() goes over months, years and changes of the clock", () => {
  expect([addDays("2026-12-31", 1), addDays("2026-03-01", -1), addDays("2026-10-25", 1)]).toEqual([
    "2027-01-01",
    "2026-02-28",
    "2026-10-26",
  ]);
});

test("periodOfDays() has whole days, and of the present one what has been", () => {
  expect(periodOfDays("2026-11-02", "2026-11-04", NOW)).toEqual({ from: "2026-11-02T00:00", to: "2026-11-05T00:00" });
  expect(periodOfDays("2026-11-19", "2026-11-20", NOW)).toEqual({ from: "2026-11-19T00:00", to: NOW });
});

test("daysOf() is the other way round", () => {
  expect(daysOf(periodOfDays("2026-11-02", "2026-11-04", NOW))).toEqual({ first: "2026-11-02", last: "2026-11-04" });
  expect(daysOf({ from: "2026-11-02T10:15", to: "2026-11-02T11:15" })).toEqual({
    first: "2026-11-02",
    last: "2026-11-02",
  });
  expect(daysOf({ from: "2026-11-02T00:00", to: "2026-11-02T00:00" })).toEqual({
    first: "2026-11-02",
    last: "2026-11-02",
  });
});
