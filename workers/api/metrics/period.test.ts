import { describe, expect, it } from "vitest";
import { AppError } from "../../../contract/problem.ts";
import { PeriodQuery } from "../../../contract/query.ts";
import { comparedPeriod, previousRange } from "./compared-period.ts";
import { resolvePeriod } from "./period.ts";

const NOW = Date.parse("2026-11-20T12:03:07.500Z");
const iso = (instant: number | undefined) => instant === undefined ? undefined : new Date(instant).toISOString();
const resolve = (query: Partial<PeriodQuery>, now = NOW) => resolvePeriod(PeriodQuery.parse(query), now);

function pointerOf(query: Partial<PeriodQuery>): string | undefined {
  try {
    resolve(query);
  } catch (error) {
    if (error instanceof AppError && error.code === "INVALID_QUERY") return error.places[0]?.pointer;
    throw error;
  }
  return undefined;
}

describe("resolvePeriod()", () => {
  it("ends a preset now and begins it at the start of a bucket", () => {
    const period = resolve({ period: "24h" });
    expect(iso(period.from)).toBe("2026-11-19T12:00:00.000Z");
    expect(period.to).toBe(NOW);
    expect(period.buckets).toHaveLength(97);
    expect(period.partialFrom).toBe(96);
  });

  it("begins hours where they begin in a zone of half hours", () => {
    const { from } = resolve({ period: "7d", interval: "1h", time_zone: "Asia/Kolkata" });
    expect(iso(from)).toBe("2026-11-13T11:30:00.000Z");
  });

  it("begins days at midnight of the zone, before and after a change to winter time", () => {
    const { buckets } = resolve({
      period: "custom",
      from: "2026-10-24T00:00:00+02:00",
      to: "2026-10-27T00:00:00+01:00",
      interval: "1d",
      time_zone: "Europe/Berlin",
    });
    expect(buckets.map(iso)).toEqual([
      "2026-10-23T22:00:00.000Z",
      "2026-10-24T22:00:00.000Z",
      "2026-10-25T23:00:00.000Z",
    ]);
  });

  it("cuts a day of 23 hours into quarters by the clock on the wall", () => {
    const { buckets } = resolve({
      from: "2026-03-29T00:00:00+01:00",
      to: "2026-03-30T00:00:00+02:00",
      interval: "6h",
      time_zone: "Europe/Berlin",
    });
    expect(buckets.map(iso)).toEqual([
      "2026-03-28T23:00:00.000Z",
      "2026-03-29T04:00:00.000Z",
      "2026-03-29T10:00:00.000Z",
      "2026-03-29T16:00:00.000Z",
    ]);
  });

  it("has no partial bucket in a period that is over", () => {
    expect(resolve({ from: "2026-11-01T00:00:00Z", to: "2026-11-02T00:00:00Z" }).partialFrom).toBeNull();
  });

  it("marks the first bucket that is not over when the period reaches ahead", () => {
    const period = resolve({ from: "2026-11-20T00:00:00Z", to: "2026-11-21T00:00:00Z", interval: "1h" });
    expect(period.partialFrom).toBe(12);
    expect(period.buckets).toHaveLength(24);
  });

  it("points at what makes no sense", () => {
    expect(pointerOf({ period: "custom" })).toBe("/from");
    expect(pointerOf({ to: "2026-11-01T00:00:00Z" })).toBe("/from");
    expect(pointerOf({ from: "2026-11-02T00:00:00Z", to: "2026-11-02T00:00:00Z" })).toBe("/from");
    expect(pointerOf({ time_zone: "Mars/Olympus" })).toBe("/time_zone");
    expect(pointerOf({ period: "90d", interval: "1m" })).toBe("/interval");
    expect(pointerOf({ from: "9999-01-01T00:00:00Z", to: "9999-01-02T00:00:00Z" })).toBe("/from");
    expect(pointerOf({ from: "0001-01-01T00:00:00Z", to: "0001-02-01T00:00:00Z" })).toBe("/from");
  });
});

describe("previousRange()", () => {
  it("is as long as the period and ends where it begins", () => {
    expect(previousRange({ from: 100, to: 130 })).toEqual({ from: 70, to: 100 });
  });
});

describe("comparedPeriod()", () => {
  const DAY = 24 * 3_600_000;

  it("lays presets back by whole weeks", () => {
    const days = (["1h", "24h", "7d", "30d", "90d"] as const).map((period) => {
      return (comparedPeriod(resolve({ period }), "weekday")?.shiftMs ?? 0) / DAY;
    });
    expect(days).toEqual([7, 7, 7, 28, 91]);
  });

  it("lays noon over noon across a change to winter time", () => {
    const now = Date.parse("2026-10-26T12:00:00+01:00");
    const period = resolve({ period: "24h", time_zone: "Europe/Berlin" }, now);
    const compared = comparedPeriod(period, "weekday");
    expect(iso(period.to)).toBe("2026-10-26T11:00:00.000Z");
    expect(iso(compared?.to)).toBe("2026-10-19T10:00:00.000Z");
  });

  it("is nothing when nothing is to be compared", () => {
    expect(comparedPeriod(resolve({}), "none")).toBeNull();
  });
});
