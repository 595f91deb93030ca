import { emptySketch, mergeSketch, sketchCount, sketchQuantile } from "../../../contract/sketch.ts";
import type { SecondCounts } from "../../../contract/window.ts";
import type { LiveState } from "./live-state.ts";

/** Seconds whose counts may still grow: they are hatched and no figure is taken from them. */
export const OPEN_SECONDS = 3;
/** Seconds that a figure or a smoothed point averages over. */
const MEAN_SECONDS = 10;
const WINDOW_MS = 10_000;

type Windows = LiveState["windows"];

/** The last ten minutes second by second, oldest first; a second without a window is `null`. */
export interface Lanes {
  /** Start of each second, epoch ms of our clock. */
  seconds: number[];
  llm: (number | null)[];
  tool: (number | null)[];
  other: (number | null)[];
  events: (number | null)[];
  errors: (number | null)[];
  tokens: (number | null)[];
  p50: (number | null)[];
  p95: (number | null)[];
}

/**
 * Reads the lanes out of the windows.
 * @param end the second after the last one, epoch ms of our clock
 * @param length how many seconds
 */
export function readLanes(windows: Windows, end: number, length: number): Lanes {
  const last = Math.floor(end / 1000) * 1000;
  const seconds = Array.from({ length }, (_, i) => last - (length - i) * 1000);
  // Within the time that was watched, a second without a window is one in which nothing happened.
  const first = Math.min(Infinity, ...windows.keys());
  const counts = seconds.map((second): SecondCounts | null => {
    const start = Math.floor(second / WINDOW_MS) * WINDOW_MS;
    const held = windows.get(start);
    if (held === undefined) return start >= first ? [0, 0, 0, 0, 0] : null;
    return held.window.seconds[String((second - start) / 1000)] ?? [0, 0, 0, 0, 0];
  });
  const pick = (read: (counts: SecondCounts) => number) => counts.map((count) => (count === null ? null : read(count)));
  const quantile = (q: number) => {
    const byWindow = new Map<number, number | null>();
    return seconds.map((second) => {
      const start = Math.floor(second / WINDOW_MS) * WINDOW_MS;
      if (!byWindow.has(start)) {
        const held = windows.get(start);
        byWindow.set(start, held === undefined ? null : sketchQuantile(held.window.totals.duration, q));
      }
      return byWindow.get(start) ?? null;
    });
  };
  return {
    seconds,
    llm: pick((count) => count[2]),
    tool: pick((count) => count[3]),
    other: pick((count) => Math.max(0, count[0] - count[2] - count[3])),
    events: pick((count) => count[0]),
    errors: pick((count) => count[1]),
    tokens: pick((count) => count[4]),
    p50: quantile(0.5),
    p95: quantile(0.95),
  };
}

/** The mean of the last ten seconds that no longer grow. */
export function recentMean(values: readonly (number | null)[]): number {
  const final = values.slice(-MEAN_SECONDS - OPEN_SECONDS, -OPEN_SECONDS).filter((value) => value !== null);
  return final.length === 0 ? 0 : final.reduce((sum, value) => sum + value, 0) / final.length;
}

/** Each value averaged with those of the ten seconds before it. */
export function smooth(values: readonly (number | null)[]): (number | null)[] {
  return values.map((value, i) => {
    if (value === null) return null;
    const recent = values.slice(Math.max(0, i - MEAN_SECONDS + 1), i + 1).filter((other) => other !== null);
    return recent.reduce((sum, other) => sum + other, 0) / recent.length;
  });
}

/** Sums over the last minute and the whole view. */
export function sumSince(values: readonly (number | null)[], seconds: number): number {
  return values.slice(-seconds).reduce<number>((sum, value) => sum + (value ?? 0), 0);
}

/** Latency over the newest windows that hold any. */
export function recentLatency(windows: Windows): { p50: number | null; p95: number | null } {
  const merged = emptySketch();
  const newest = [...windows.values()].sort((a, b) => b.window.start - a.window.start);
  for (const { window } of newest.slice(0, 6)) {
    mergeSketch(merged, window.totals.duration);
    if (sketchCount(merged) >= 30) break;
  }
  return { p50: sketchQuantile(merged, 0.5), p95: sketchQuantile(merged, 0.95) };
}

/** The share of input that came from a cache over the whole view; `null` without input. */
export function cacheHitRatio(windows: Windows): number | null {
  let [read, input] = [0, 0];
  for (const { window: { totals } } of windows.values()) {
    read += totals.cache_read_tokens ?? 0;
    input += (totals.input_tokens ?? 0) + (totals.cache_read_tokens ?? 0) + (totals.cache_creation_tokens ?? 0);
  }
  return input === 0 ? null : read / input;
}
