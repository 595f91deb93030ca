import { expect, test } from "vitest";
import { ratioScale, valueScale } from "./value-scale.ts";

test("valueScale() starts at zero and takes three or four labels in steps of 1, 2, 3 or 5", () => {
  expect(valueScale(161).ticks).toEqual([0, 50, 100, 150]);
  expect(valueScale(0.3).ticks).toEqual([0, 0.1, 0.2, 0.3]);
  expect(valueScale(610).ticks).toEqual([0, 200, 400, 600]);
  expect(valueScale(25).ticks).toEqual([0, 10, 20]);
  for (let max = 1; max < 5000; max = max * 1.07) {
    const { ticks, high } = valueScale(max);
    expect([3, 4]).toContain(ticks.length);
    expect(high).toBeGreaterThanOrEqual(max);
  }
});
test("valueScale() of nothing still is a scale", () => expect(valueScale(0)).toEqual({ ticks: [0], low: 0, high: 1 }));
test("ratioScale() holds the values and ends at one", () => {
  for (const [min, max] of [[0.91, 0.99], [0, 1], [0.5, 0.5], [1, 1]] as const) {
    const { ticks, low, high } = ratioScale(min, max);
    expect(low).toBeLessThanOrEqual(min);
    expect(high).toBeGreaterThanOrEqual(max);
    expect(high).toBeLessThanOrEqual(1);
    expect(ticks.length).toBeLessThanOrEqual(6);
  }
});
test("valueScale() of counts has no halves", () => {
  expect(valueScale(1, 1).ticks).toEqual([0, 1]);
  expect(valueScale(2, 1).ticks).toEqual([0, 1, 2]);
});
