import { describe, expect, it } from "vitest";
import { AROUND_THE_CLOCK, clockOf, OFFICE_HOURS, shareOfHour } from "./rhythm.ts";

describe("shareOfHour()", () => {
  it.each([["office hours", OFFICE_HOURS], ["around the clock", AROUND_THE_CLOCK]])(
    "divides a weekday of %s among its hours",
    (_name, rhythm) => {
      const shares = rhythm.hours.map((_weight, hour) => shareOfHour(rhythm, { hour, isWeekend: false }));
      expect(shares).toHaveLength(24);
      expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
    },
  );

  it("leaves little for the weekend", () => {
    const share = (isWeekend: boolean) => shareOfHour(OFFICE_HOURS, { hour: 10, isWeekend });
    expect(share(true) / share(false)).toBeCloseTo(OFFICE_HOURS.weekendShare, 9);
  });
});

describe("clockOf()", () => {
  it("reads the hour and the weekend there, not here", () => {
    const fridayNight = Date.UTC(2026, 10, 20, 23, 30);
    expect(clockOf("Europe/Berlin")(fridayNight)).toEqual({ hour: 0, isWeekend: true });
    expect(clockOf("America/New_York")(fridayNight)).toEqual({ hour: 18, isWeekend: false });
  });
});
