import { expect, test } from "vitest";
import { showsWorkHours, workHours } from "./work-hours.ts";

test("hours are gathered by the zone's weekday and hour", () => {
  const at = (iso: string) => Date.parse(iso);
  const buckets = [
    at("2026-11-15T23:00:00Z"),
    at("2026-11-16T08:00:00Z"),
    at("2026-11-23T08:00:00Z"),
    at("2026-11-23T09:00:00Z"),
  ];
  const { cells, high } = workHours(buckets, [1, 10, 20, 99], "Europe/Berlin");
  expect(cells[0]?.[0]).toBe(1);
  expect(cells[0]?.[9]).toBe(15);
  expect(cells[0]?.[10]).toBeNull();
  expect(high).toBe(15);
});
test("only periods with a weekly pattern show it", () => {
  expect([1, 7, 30, 90].map((days) => showsWorkHours(days * 86_400_000))).toEqual([false, true, true, false]);
});
