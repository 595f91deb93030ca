import { LIMITS } from "./limits.ts";
import { emptySketch, mergeSketch, type Sketch } from "./sketch.ts";

/** The sums a window keeps. Token fields are disjoint; `cost_usd` is exact to nine decimals. */
export const COUNT_NAMES = [
  "events",
  "errors",
  "llm_requests",
  "tool_calls",
  "tool_failures",
  "input_tokens",
  "output_tokens",
  "cache_read_tokens",
  "cache_creation_tokens",
  "reasoning_tokens",
  "cost_usd",
  "sessions_started",
  "sessions_ended",
] as const;
/** A name of a sum. */
export type CountName = (typeof COUNT_NAMES)[number];
/** Sums; an absent name is zero. */
export type Counts = Partial<Record<CountName, number>>;

/** What windows are broken down by. */
export const WINDOW_DIMENSIONS = ["event_type", "agent_id", "model", "team", "environment"] as const;
/** A dimension of {@link Window.by}. */
export type WindowDimension = (typeof WINDOW_DIMENSIONS)[number];

/** The key that collects what a bounded dimension has no room for. */
export const OTHER_KEY = "~other";

/** Sums of one second, positional to stay small: events, errors, llm_requests, tool_calls, tokens of all five kinds. */
export type SecondCounts = [events: number, errors: number, llmRequests: number, toolCalls: number, tokens: number];

/** Ten seconds of event time. Also what a chunk adds to such a window: adding two windows is merging them. */
export interface Window {
  /** Epoch ms, a multiple of ten seconds. */
  start: number;
  /** Epoch ms, exclusive. */
  end: number;
  totals: Counts & { duration: Sketch };
  by: Record<WindowDimension, Record<string, Counts>>;
  /** Second within the window (0–9) → sums. */
  seconds: Record<string, SecondCounts>;
}

/** The start of the window that holds an instant (epoch ms). */
export function windowStart(timestamp: number): number {
  return Math.floor(timestamp / LIMITS.windowMs) * LIMITS.windowMs;
}

/** A window nothing happened in. */
export function emptyWindow(start: number): Window {
  return {
    start,
    end: start + LIMITS.windowMs,
    totals: { duration: emptySketch() },
    by: { event_type: {}, agent_id: {}, model: {}, team: {}, environment: {} },
    seconds: {},
  };
}

const NANO = 1e9;

/**
 * Adds amounts of US dollars without drift: both are multiples of 1e-9, and rounding each sum back to such a multiple keeps
 * it exact up to two million dollars, beyond which a double is too coarse to tell every billionth.
 */
export function addMoney(a: number, b: number): number {
  return Math.round((a + b) * NANO) / NANO;
}

/** Adds `source` to `target` in place. */
export function addCounts(target: Counts, source: Counts): void {
  for (const name of COUNT_NAMES) {
    const amount = source[name];
    if (amount === undefined || amount === 0) continue;
    const present = target[name] ?? 0;
    target[name] = name === "cost_usd" ? addMoney(present, amount) : present + amount;
  }
}

/**
 * The sums kept for `key`, or those of {@link OTHER_KEY} once the dimension is full. Keys are what senders write: `__proto__`
 * has no place of its own, and `constructor` is looked for among the keys alone.
 */
export function countsFor(keys: Record<string, Counts>, key: string): Counts {
  const present = ownCounts(keys, key);
  if (present !== undefined) return present;
  const isFull = Object.keys(keys).length >= LIMITS.keysPerDimension;
  const name = isFull || key === "__proto__" ? OTHER_KEY : key;
  return ownCounts(keys, name) ?? (keys[name] = {});
}

function ownCounts(keys: Record<string, Counts>, key: string): Counts | undefined {
  return Object.hasOwn(keys, key) ? keys[key] : undefined;
}

/** Adds `source` to `target` in place. Order does not matter while no dimension overflows. */
export function mergeWindow(target: Window, source: Window): void {
  addCounts(target.totals, source.totals);
  mergeSketch(target.totals.duration, source.totals.duration);
  for (const dimension of WINDOW_DIMENSIONS) {
    for (const [key, counts] of Object.entries(source.by[dimension])) {
      addCounts(countsFor(target.by[dimension], key), counts);
    }
  }
  for (const [second, counts] of Object.entries(source.seconds)) {
    const present = (target.seconds[second] ??= [0, 0, 0, 0, 0]);
    counts.forEach((amount, i) => present[i] = (present[i] ?? 0) + amount);
  }
}
