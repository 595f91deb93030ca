import { describe, expect, it } from "vitest";
import { SCHEDULE } from "../../contract/jobs.ts";
import { latestFiring } from "./latest-firing.ts";

const now = Date.parse("2026-11-21T02:22:59.999Z");
const firing = (cron: string, at = now) => new Date(latestFiring(cron, at)).toISOString();

describe("latestFiring()", () => {
  it("finds the minute, the hour or the day before", () => {
    expect(firing("*/5 * * * *")).toBe("2026-11-21T02:20:00.000Z");
    expect(firing("22 * * * *")).toBe("2026-11-21T02:22:00.000Z");
    expect(firing("23 * * * *")).toBe("2026-11-21T01:23:00.000Z");
    expect(firing("23 2 * * *")).toBe("2026-11-20T02:23:00.000Z");
    expect(firing("23 2 * * *", now + 1)).toBe("2026-11-21T02:23:00.000Z");
  });

  it("reads every cron of the schedule", () => {
    for (const { cron } of SCHEDULE) expect(latestFiring(cron, now)).toBeLessThanOrEqual(now);
  });

  it.each(["* * * * 1", "1-5 * * * *", "* *", "61 * * * *"])("refuses %s", (cron) => {
    expect(() => latestFiring(cron, now)).toThrow(RangeError);
  });
});
