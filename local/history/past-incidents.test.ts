import { describe, expect, it } from "vitest";
import { findCompany } from "../fleet/cast.ts";
import type { Company } from "../fleet/company.ts";
import { clockOf } from "../fleet/rhythm.ts";
import { recallIncidents } from "./past-incidents.ts";

const kestrel = findCompany("kestrel") as Company;
const week = 7 * 24 * 3_600_000;

describe("recallIncidents()", () => {
  it.each([
    ["a Friday noon", Date.UTC(2026, 10, 20, 12)],
    ["a Monday just after midnight", Date.UTC(2026, 10, 15, 23, 5)],
    ["a Sunday", Date.UTC(2026, 10, 22, 8)],
  ])("puts one into the last days and none of the week before, on %s", (_name, now) => {
    const [recent, ...older] = recallIncidents(kestrel, now);
    expect(clockOf(kestrel.timeZone)(recent?.from ?? 0)).toEqual({ hour: 9, isWeekend: false });
    expect(now - (recent?.to ?? 0)).toBeGreaterThan(0);
    expect(now - (recent?.from ?? 0)).toBeLessThan(week);
    for (const { from } of older) expect(now - from).toBeGreaterThan(2 * week);
  });

  it("does not depend on the time of the day", () => {
    const noon = Date.UTC(2026, 10, 20, 12);
    expect(recallIncidents(kestrel, noon)).toEqual(recallIncidents(kestrel, noon + 5 * 3_600_000));
  });
});
