import { describe, expect, it } from "vitest";
import { retryDelay } from "./retry-delay.ts";

/** What the queue allows. */
const MAX_ATTEMPTS = 100;
const delays = Array.from({ length: MAX_ATTEMPTS }, (_, i) => retryDelay(i + 1));
const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);

describe("retryDelay()", () => {
  it("lets a hundred attempts outlast an hour without ClickHouse by far", () => {
    expect(sum(delays)).toBeGreaterThan(1.5 * 3_600);
  });

  it("never leaves a message waiting for more than a minute after an outage of half an hour", () => {
    let elapsed = 0;
    for (const delay of delays) {
      if (elapsed > 30 * 60) break;
      expect(delay).toBeLessThan(60);
      elapsed += delay;
    }
  });

  it("grows from attempt to attempt", () => {
    expect(delays.every((delay, i) => i === 0 || delay >= (delays[i - 1] ?? 0))).toBe(true);
    expect(delays.slice(0, 5)).toEqual([2, 4, 8, 16, 32]);
  });
});
