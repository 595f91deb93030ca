import type { TimeCut } from "../dimension.ts";
import type { TimeRange } from "../tenant-query.ts";

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

/** A period divided by where each stretch of it is answered from. Hours and days are whole ones in UTC. */
export interface Coverage {
  raw: TimeRange[];
  hours: TimeRange[];
  days: TimeRange[];
  /** Which computation counts of each; without it a query looks that up by itself. */
  versions?: { hours: readonly Computed[]; days: readonly Computed[] };
}

/** An hour or a day (its start in epoch ms) and the version of its rows, which is too long a number for a double. */
export interface Computed {
  start: number;
  version: string;
}

/** Where no rollup is asked at all. */
export const NO_COVERAGE: Coverage = { raw: [], hours: [], days: [] };

/** Whole hours and days (their starts in epoch ms) that aggregates cannot stand for. */
export interface Gaps {
  hours: readonly number[];
  days: readonly number[];
}

/** Divides a period: days where they can be had, hours else, and events for what is left. */
export function divide(range: TimeRange, gaps: Gaps): Coverage {
  const rawHours = new Set(gaps.hours);
  const noDays = new Set([...gaps.days, ...gaps.hours.map((hour) => floor(hour, DAY_MS))]);
  const first = ceil(range.from, HOUR_MS);
  const last = floor(range.to, HOUR_MS);
  const coverage: Coverage = { raw: [], hours: [], days: [] };
  if (first >= last) return { ...coverage, raw: [{ from: range.from, to: range.to }] };
  if (range.from < first) add(coverage.raw, range.from, first);
  for (let at = first; at < last;) {
    const isDay = at % DAY_MS === 0 && at + DAY_MS <= last && !noDays.has(at);
    const next = at + (isDay ? DAY_MS : HOUR_MS);
    add(coverage[isDay ? "days" : rawHours.has(at) ? "raw" : "hours"], at, next);
    at = next;
  }
  if (last < range.to) add(coverage.raw, last, range.to);
  return coverage;
}

/** Adds a stretch that follows those that are there. */
function add(ranges: TimeRange[], from: number, to: number): void {
  const last = ranges.at(-1);
  if (last?.to === from) last.to = to;
  else ranges.push({ from, to });
}

/**
 * The hours and days of a period that a cut of time goes through, as far as elapsed time tells; `undefined` where it goes
 * through every hour.
 */
export function elapsedCuts(range: TimeRange, cut: TimeCut): Gaps | undefined {
  if ("since" in cut) return through([cut.since]);
  const { rule } = cut;
  if (rule.widthMs < HOUR_MS) return undefined;
  if (isWall(cut)) return { hours: [], days: [] };
  const edges: number[] = [];
  const first = rule.origin + Math.ceil((range.from - rule.origin) / rule.widthMs) * rule.widthMs;
  for (let edge = first; edge < range.to; edge += rule.widthMs) edges.push(edge);
  return through(edges);
}

/** Whether a cut follows a clock on the wall that has to be asked. */
export function isWall(cut: TimeCut): boolean {
  return "rule" in cut && cut.rule.kind === "wall" && cut.rule.timeZone !== "UTC";
}

function through(edges: readonly number[]): Gaps {
  const startsOf = (unit: number) => edges.filter((edge) => edge % unit !== 0).map((edge) => floor(edge, unit));
  return { hours: startsOf(HOUR_MS), days: startsOf(DAY_MS) };
}

/** Whether all that is left to events comes after what rollups stand for. */
export function isRestLast({ raw, hours, days }: Coverage): boolean {
  const end = Math.max(0, ...[...hours, ...days].map(({ to }) => to));
  return raw.every(({ from }) => from >= end);
}

/** Whether an hour or a day begins in one of some stretches. */
export function isWithin(ranges: readonly TimeRange[], start: number): boolean {
  return ranges.some(({ from, to }) => start >= from && start < to);
}

export function floor(instant: number, unit: number): number {
  return Math.floor(instant / unit) * unit;
}

export function ceil(instant: number, unit: number): number {
  return Math.ceil(instant / unit) * unit;
}
