import { expect, test } from "vitest";
import { formatAvailability } from "./format-availability.ts";

test("one missed check among many is not rounded away, and nothing checked is nothing said", () => {
  expect(
    [[0, 0], [1_440, 1_440], [43_200, 43_199], [200, 199], [3, 0]].map(([checks = 0, ok = 0]) =>
      formatAvailability(checks, ok)
    ),
  ).toEqual(["–", "100%", "99.99%", "99.50%", "0.00%"]);
});
