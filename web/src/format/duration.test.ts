import { expect, test } from "vitest";
import { formatDuration, formatRunning } from "./duration.ts";

test("formatDuration() takes the unit that fits", () => {
  expect([9, 812, 4210, 14_200, 92_000, 8_040_000].map(formatDuration)).toEqual(
    ["9 ms", "812 ms", "4.21 s", "14.2 s", "1 m 32 s", "2 h 14 m"],
  );
});
test("formatDuration() does not round into the next unit's range", () => {
  expect([999.6, 9_996, 59_960].map(formatDuration)).toEqual(["1.00 s", "10.0 s", "1 m 0 s"]);
});
test("formatRunning() is padded", () => {
  expect([14_000, 363_000, 7_440_000].map(formatRunning)).toEqual(["0 m 14 s", "6 m 03 s", "2 h 04 m"]);
});
