import { expect, test } from "vitest";
import { OTHER, valueLabel } from "./labels.ts";

test("events without a value are called by what they lack", () => {
  expect(valueLabel("team", "")).toBe("No team");
  expect(valueLabel("model", "")).toBe("No model");
  expect(valueLabel("query_source", "")).toBe("None");
});
test("what is beyond the top is called other", () => {
  expect(valueLabel("team", OTHER)).toBe("Other");
});
