import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseTime } from "./parse-time.ts";

describe("parseTime()", () => {
  it("reads every instant that a date can be written at, with and without milliseconds", () => {
    const instants = fc.date({ min: new Date(0), max: new Date("2199-12-31T23:59:59.999Z"), noInvalidDate: true });
    fc.assert(fc.property(instants, (date) => {
      const text = date.toISOString();
      expect(parseTime(text)).toBe(date.getTime());
      expect(parseTime(`${text.slice(0, 19)}Z`)).toBe(Math.floor(date.getTime() / 1000) * 1000);
      expect(parseTime(`${text.slice(0, 23)}+00:00`)).toBe(date.getTime());
    }));
  });

  it.each([
    ["2026-11-21T09:15:03.123456789Z", "2026-11-21T09:15:03.123Z"],
    ["2026-11-21t09:15:03z", "2026-11-21T09:15:03.000Z"],
    ["2026-11-21 09:15:03,5+05:30", "2026-11-21T03:45:03.500Z"],
    ["2024-02-29T23:59:59Z", "2024-02-29T23:59:59.000Z"],
    ["2026-11-21T24:00:00Z", "2026-11-22T00:00:00.000Z"],
  ])("reads %s", (text, instant) => {
    expect(new Date(parseTime(text) ?? Number.NaN).toISOString()).toBe(instant);
  });

  it.each([
    "2026-02-29T00:00:00Z",
    "2026-02-30T00:00:00.000Z",
    "2026-13-01T00:00:00Z",
    "2026-00-01T00:00:00Z",
    "2026-01-00T00:00:00Z",
    "2026-01-01T25:00:00Z",
    "2026-01-01T00:60:00.000Z",
    "2026-01-01T00:00:00",
    "2026-01-01T00:00:00.00aZ",
    "2026-01-01T00:00:00.0 1Z",
    "20xx-01-01T00:00:00Z",
    "2026/01/01T00:00:00Z",
    "yesterday",
    "",
    Number.NaN,
    Infinity,
    null,
    {},
  ])("refuses %s", (value) => {
    expect(parseTime(value)).toBeUndefined();
  });
});
