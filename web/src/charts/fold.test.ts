import { expect, test } from "vitest";
import { barWidth, foldBuckets, sumByBar } from "./fold.ts";

const HOUR = 3_600_000;
const from = Date.parse("2026-11-13T14:00:00Z");

test("hours of a week become bars of six hours that begin at the zone's midnight", () => {
  const buckets = Array.from({ length: 24 }, (_, i) => from + i * HOUR);
  const { starts, barOf } = foldBuckets(buckets, barWidth(7 * 24 * HOUR), "Europe/Berlin");
  expect(starts.map((start) => new Date(start).getUTCHours())).toEqual([14, 17, 23, 5, 11]);
  expect(sumByBar(buckets.map(() => 1), barOf, starts.length)).toEqual([3, 6, 6, 6, 3]);
});
test("a bar without values is missing, not zero", () => {
  expect(sumByBar([null, null, 2, null], [0, 0, 1, 1], 2)).toEqual([null, 2]);
});
