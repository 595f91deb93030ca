import { describe, expect, it } from "vitest";
import { Random } from "./prng.ts";

const draw = (count: number, next: () => number) => Array.from({ length: count }, next);
const mean = (numbers: number[]) => numbers.reduce((sum, number) => sum + number, 0) / numbers.length;

describe("Random", () => {
  it("repeats itself for a seed and differs for seeds that look alike", () => {
    const first = (...seed: (string | number)[]) => draw(5, ((random) => () => random.uint32())(new Random(...seed)));
    expect(first("a", 1)).toEqual(first("a", 1));
    expect(first("a", 1)).not.toEqual(first("a", 2));
    expect(first("a", 11)).not.toEqual(first("a1", 1));
  });

  it("spreads evenly over [0, 1)", () => {
    const random = new Random("even");
    const tenths = Array<number>(10).fill(0);
    for (const number of draw(20_000, () => random.unit())) {
      const tenth = Math.floor(number * 10);
      tenths[tenth] = (tenths[tenth] ?? 0) + 1;
    }
    for (const count of tenths) expect(Math.abs(count - 2_000)).toBeLessThan(200);
  });

  it("draws the distributions it promises", () => {
    const random = new Random("shapes");
    expect(mean(draw(20_000, () => random.exponential(8)))).toBeCloseTo(8, 0);
    expect(mean(draw(20_000, () => random.poisson(3)))).toBeCloseTo(3, 1);
    const sizes = draw(20_001, () => random.logNormal(100, 0.8)).sort((a, b) => a - b);
    expect(sizes[10_000]).toBeGreaterThan(95);
    expect(sizes[10_000]).toBeLessThan(105);
  });

  it("picks as often as the weights say", () => {
    const random = new Random("weights");
    const picked = draw(10_000, () => random.pickWeighted([{ weight: 3, is: 1 }, { weight: 1, is: 0 }]).is);
    expect(mean(picked)).toBeCloseTo(0.75, 1);
  });
});
