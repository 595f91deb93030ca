import { describe, expect, it } from "vitest";
import { canonicalTimeZone, findInstant, readWallClock } from "./wall-clock.ts";

const at = (text: string) => Date.parse(text);

describe("canonicalTimeZone()", () => {
  it("knows IANA names in any case", () => {
    expect(canonicalTimeZone("europe/berlin")).toBe("Europe/Berlin");
    expect(canonicalTimeZone("UTC")).toBe("UTC");
  });

  it("refuses names of nothing, and offsets", () => {
    expect(canonicalTimeZone("Mars/Olympus")).toBeUndefined();
    expect(canonicalTimeZone("+02:00")).toBeUndefined();
    expect(canonicalTimeZone("")).toBeUndefined();
  });
});

describe("readWallClock()", () => {
  it("reads what people there read, to the millisecond", () => {
    expect(readWallClock(at("2026-07-01T10:00:00.123Z"), "Europe/Berlin")).toBe(at("2026-07-01T12:00:00.123Z"));
    expect(readWallClock(at("2026-07-01T10:00:00Z"), "Asia/Kathmandu")).toBe(at("2026-07-01T15:45:00Z"));
    expect(readWallClock(at("2026-07-01T00:00:00Z"), "America/New_York")).toBe(at("2026-06-30T20:00:00Z"));
  });
});

describe("findInstant()", () => {
  it("undoes readWallClock() away from changes", () => {
    for (const zone of ["UTC", "Europe/Berlin", "Asia/Kolkata", "America/Los_Angeles", "Pacific/Chatham"]) {
      const instant = at("2026-05-05T05:05:05.005Z");
      expect(findInstant(readWallClock(instant, zone), zone)).toBe(instant);
    }
  });

  it("takes the moment of the jump for a time that the clock jumps over", () => {
    // Berlin, 29 March 2026: 02:00 becomes 03:00.
    expect(findInstant(at("2026-03-29T02:30:00Z"), "Europe/Berlin")).toBe(at("2026-03-29T01:00:00Z"));
    // Santiago, 6 September 2026: midnight becomes 01:00, so the day begins at 01:00.
    expect(findInstant(at("2026-09-06T00:00:00Z"), "America/Santiago")).toBe(at("2026-09-06T04:00:00Z"));
  });

  it("takes the first of two for a time that the clock reads twice", () => {
    // Berlin, 25 October 2026: 03:00 becomes 02:00.
    expect(findInstant(at("2026-10-25T02:30:00Z"), "Europe/Berlin")).toBe(at("2026-10-25T00:30:00Z"));
  });
});
