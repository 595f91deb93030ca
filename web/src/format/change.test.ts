import { expect, test } from "vitest";
import { changeOf } from "./change.ts";

test("amounts change in percent and stay neutral without a better direction", () => {
  expect(changeOf(8412, 7558, "amount")).toEqual({ direction: "up", text: "11.3", unit: "%", tone: null });
});
test("ratios change by percentage points", () => {
  expect(changeOf(0.968, 0.972, "ratio", "more")).toEqual({ direction: "down", text: "0.4", unit: "pp", tone: "bad" });
});
test("less can be good", () => expect(changeOf(6420, 6730, "amount", "less").tone).toBe("good"));
test("nothing to compare with is a dash, and a start from zero is new", () => {
  expect(changeOf(5, null, "amount").text).toBe("–");
  expect(changeOf(5, 0, "amount").text).toBe("new");
  expect(changeOf(5, 0, "amount", "less").tone).toBeNull();
});
test("a change that rounds to zero has no direction", () =>
  expect(changeOf(10_000, 9_999, "amount").direction).toBe("flat"));
