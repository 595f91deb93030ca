import { DDSketch } from "@datadog/sketches-js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addToSketch,
  emptySketch,
  mergeSketch,
  type Sketch,
  SKETCH_ACCURACY,
  sketchCount,
  sketchQuantile,
} from "./sketch.ts";

function sketchOf(values: number[]): Sketch {
  const sketch = emptySketch();
  for (const value of values) addToSketch(sketch, value);
  return sketch;
}

const durations = fc.array(fc.double({ min: 0.01, max: 1e7, noNaN: true }), { minLength: 1, maxLength: 300 });
const quantiles = [0, 0.5, 0.9, 0.95, 0.99, 1];

describe("sketchQuantile()", () => {
  it("stays within its stated error of the true quantile", () => {
    fc.assert(fc.property(durations, (values) => {
      const sketch = sketchOf(values);
      const sorted = values.toSorted((a, b) => a - b);
      for (const q of quantiles) {
        const truth = sorted[Math.floor(q * (sorted.length - 1))] ?? 0;
        const error = Math.abs((sketchQuantile(sketch, q) ?? 0) - truth) / truth;
        expect(error).toBeLessThanOrEqual(SKETCH_ACCURACY * 1.0001);
      }
    }));
  });

  it("agrees with the reference implementation", () => {
    fc.assert(fc.property(durations, (values) => {
      const reference = new DDSketch({ relativeAccuracy: SKETCH_ACCURACY });
      for (const value of values) reference.accept(value);
      for (const q of quantiles) {
        const expected = reference.getValueAtQuantile(q);
        expect(Math.abs((sketchQuantile(sketchOf(values), q) ?? 0) - expected) / expected).toBeLessThan(0.021);
      }
    }));
  });

  it("is null for a sketch of nothing and 0 for zeros", () => {
    expect(sketchQuantile(emptySketch(), 0.95)).toBeNull();
    expect(sketchQuantile(sketchOf([0, 0, 0]), 0.95)).toBe(0);
  });
});

describe("mergeSketch()", () => {
  it("equals a sketch of all values, whichever way they were split", () => {
    fc.assert(fc.property(durations, durations, (a, b) => {
      const merged = sketchOf(a);
      mergeSketch(merged, sketchOf(b));
      expect(merged).toEqual(sketchOf([...a, ...b]));
      expect(sketchCount(merged)).toBe(a.length + b.length);
    }));
  });
});
