import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DAY_MS, divide, elapsedCuts, HOUR_MS, isRestLast } from "./coverage.ts";

const DAY = Date.parse("2026-11-20T00:00:00Z");
const hours = (from: number, to: number) => ({ from: DAY + from * HOUR_MS, to: DAY + to * HOUR_MS });
const NONE = { hours: [], days: [] };

describe("divide()", () => {
  it("takes whole days, then whole hours, and events at the edges", () => {
    const range = { from: DAY - 90 * 60_000, to: DAY + DAY_MS + 2 * HOUR_MS + 1 };
    expect(divide(range, NONE)).toEqual({
      raw: [{ from: range.from, to: DAY - HOUR_MS }, { from: DAY + 26 * HOUR_MS, to: range.to }],
      hours: [hours(-1, 0), hours(24, 26)],
      days: [hours(0, 24)],
    });
  });

  it("answers an hour that lacks something from events, and the others of its day by the hour", () => {
    expect(divide(hours(0, 48), { hours: [DAY + 5 * HOUR_MS], days: [] })).toEqual({
      raw: [hours(5, 6)],
      hours: [hours(0, 5), hours(6, 24)],
      days: [hours(24, 48)],
    });
  });

  it("goes by the hour where a day's own aggregate will not do", () => {
    expect(divide(hours(0, 24), { hours: [], days: [DAY] })).toEqual({ raw: [], hours: [hours(0, 24)], days: [] });
  });

  it("leaves what is shorter than an hour to events", () => {
    const range = { from: DAY + 1, to: DAY + HOUR_MS + 5 };
    expect(divide(range, NONE)).toEqual({ raw: [range], hours: [], days: [] });
  });

  it("covers every moment exactly once", () => {
    const gaps = fc.record({
      hours: fc.array(fc.integer({ min: 0, max: 99 }).map((n) => DAY + n * HOUR_MS)),
      days: fc.array(fc.integer({ min: 0, max: 4 }).map((n) => DAY + n * DAY_MS)),
    });
    const period = fc.tuple(fc.nat(50 * HOUR_MS), fc.integer({ min: 1, max: 50 * HOUR_MS }));
    fc.assert(fc.property(period, gaps, ([start, length], given) => {
      const range = { from: DAY + start, to: DAY + start + length };
      const { raw, hours: rolled, days } = divide(range, given);
      const all = [...raw, ...rolled, ...days].sort((a, b) => a.from - b.from);
      expect(all[0]?.from).toBe(range.from);
      expect(all.at(-1)?.to).toBe(range.to);
      for (const [i, { from }] of all.slice(1).entries()) expect(from).toBe(all[i]?.to);
      const isIn = (ranges: typeof raw, at: number) => ranges.some(({ from, to }) => at >= from && at < to);
      for (const hour of given.hours) expect(isIn(rolled, hour) || isIn(days, hour)).toBe(false);
      for (const day of given.days) expect(isIn(days, day)).toBe(false);
    }));
  });
});

describe("isRestLast()", () => {
  it("is told of the present hour, and not of gaps or of an edge before", () => {
    expect(isRestLast(divide({ from: DAY, to: DAY + 90 * 60_000 }, NONE))).toBe(true);
    expect(isRestLast(divide(hours(0, 48), NONE))).toBe(true);
    expect(isRestLast(divide(hours(0, 48), { hours: [DAY + 5 * HOUR_MS], days: [] }))).toBe(false);
    expect(isRestLast(divide({ from: DAY - 1, to: DAY + HOUR_MS }, NONE))).toBe(false);
  });
});

describe("elapsedCuts()", () => {
  const range = hours(0, 72);
  const elapsed = (origin: number, widthMs: number) => ({ rule: { kind: "elapsed" as const, origin, widthMs } });

  it("finds nothing cut by buckets of whole hours, but days", () => {
    expect(elapsedCuts(range, elapsed(DAY, 18 * HOUR_MS))).toEqual({
      hours: [],
      days: [DAY, DAY + DAY_MS, DAY + 2 * DAY_MS],
    });
    expect(elapsedCuts(range, elapsed(DAY, DAY_MS))).toEqual(NONE);
  });

  it("finds the hours that buckets beside the hour go through", () => {
    const { hours: cut } = elapsedCuts(range, elapsed(DAY - HOUR_MS / 2, DAY_MS)) ?? NONE;
    expect(cut).toEqual([DAY + 23 * HOUR_MS, DAY + 47 * HOUR_MS, DAY + 71 * HOUR_MS]);
  });

  it("knows that narrow buckets cut everything", () => {
    expect(elapsedCuts(range, elapsed(DAY, HOUR_MS / 4))).toBeUndefined();
  });

  it("finds the hour and the day of an instant between two sides", () => {
    expect(elapsedCuts(range, { since: DAY + 90 * 60_000 })).toEqual({ hours: [DAY + HOUR_MS], days: [DAY] });
    expect(elapsedCuts(range, { since: DAY + DAY_MS })).toEqual(NONE);
  });
});
