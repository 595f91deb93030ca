import { expect, test } from "vitest";
import { addToSketch } from "../../../contract/sketch.ts";
import { emptyWindow } from "../../../contract/window.ts";
import { cacheHitRatio, readLanes, recentLatency, recentMean, smooth } from "./lanes.ts";
import type { LiveState } from "./live-state.ts";

const base = Date.parse("2026-11-20T13:32:00Z");
function held(...windows: ReturnType<typeof emptyWindow>[]): LiveState["windows"] {
  return new Map(windows.map((window) => [window.start, { cursor: 1, window }]));
}

test("seconds are placed by their window, and before the first window nothing is known", () => {
  const window = emptyWindow(base);
  window.seconds = { 2: [9, 1, 2, 3, 500] };
  const lanes = readLanes(held(window), base + 5_000, 8);
  expect(lanes.events).toEqual([null, null, null, 0, 0, 9, 0, 0]);
  expect([lanes.llm[5], lanes.tool[5], lanes.other[5], lanes.errors[5], lanes.tokens[5]]).toEqual([2, 3, 4, 1, 500]);
});
test("a quiet window between others is zero, not missing", () => {
  const lanes = readLanes(held(emptyWindow(base), emptyWindow(base + 20_000)), base + 30_000, 30);
  expect(lanes.events.every((value) => value === 0)).toBe(true);
});
test("the figure is the mean of the last ten final seconds", () => {
  expect(recentMean([100, ...Array.from({ length: 10 }, () => 4), 0, 0, 0])).toBe(4);
});
test("smooth() averages what there is", () => expect(smooth([null, 2, 4])).toEqual([null, 2, 3]));
test("latency comes from the sketches of the newest windows", () => {
  const window = emptyWindow(base);
  for (let i = 1; i <= 100; i++) addToSketch(window.totals.duration, i * 10);
  const { p50, p95 } = recentLatency(held(window));
  expect(p50).toBeGreaterThan(480);
  expect(p95).toBeGreaterThan(920);
  expect(p95).toBeLessThan(980);
});
test("cache hits are a share of all input", () => {
  const window = emptyWindow(base);
  Object.assign(window.totals, { input_tokens: 10, cache_read_tokens: 80, cache_creation_tokens: 10 });
  expect(cacheHitRatio(held(window))).toBe(0.8);
});
