import { describe, expect, it } from "vitest";
import type { CheckedStretch } from "../../../stores/postgres/health-checks/read-checks.ts";
import { describeHistory } from "./describe-history.ts";

const DAY = 86_400_000;
const from = Date.UTC(2026, 9, 23);
const today = from + 29 * DAY;
const now = today + 12 * 3_600_000;
const minutes = (count: number) => count * 60_000;

function stretch(
  beganAt: number,
  length: number,
  status: CheckedStretch["status"] = "ok",
  dependency = "postgres",
): CheckedStretch {
  const checks = 1 + length / 60_000;
  return {
    dependency,
    beganAt: new Date(beganAt),
    seenAt: new Date(beganAt + length),
    status,
    checks,
    totalMs: checks * 10,
    slowestMs: 30,
  };
}

const describeIt = (...stretches: CheckedStretch[]) => describeHistory(stretches, { from, now });

describe("describeHistory()", () => {
  it("knows nothing where nothing was checked, and says so", () => {
    expect(describeIt()).toMatchObject({ first_check_at: null, dependencies: {}, incidents: [] });
  });

  it("counts checks by day and in all, and how soon they were answered", () => {
    const { dependencies, first_check_at } = describeIt(
      stretch(today - DAY, minutes(98)),
      stretch(today - DAY + minutes(99), 0, "failing"),
      stretch(today, minutes(99)),
    );
    expect(first_check_at).toBe(new Date(today - DAY).toISOString());
    expect(dependencies["postgres"]).toMatchObject({
      checks: 200,
      ok: 199,
      availability: 0.995,
      mean_ms: 10,
      slowest_ms: 30,
    });
    expect(dependencies["postgres"]?.days).toHaveLength(30);
    expect(dependencies["postgres"]?.days.slice(-3)).toEqual([
      { day: "2026-11-19", checks: 0, ok: 0 },
      { day: "2026-11-20", checks: 100, ok: 99 },
      { day: "2026-11-21", checks: 100, ok: 100 },
    ]);
  });

  it("takes what follows on each other for one incident, also over midnight, and ends it when it is well again", () => {
    const start = today - minutes(5);
    const { incidents } = describeIt(
      stretch(start, minutes(2), "timeout"),
      stretch(start + minutes(3), minutes(1), "failing"),
      stretch(today, minutes(3), "failing"),
      stretch(today + minutes(4), minutes(30)),
    );
    expect(incidents).toEqual([{
      dependency: "postgres",
      status: "timeout",
      began_at: new Date(start).toISOString(),
      ended_at: new Date(today + minutes(4)).toISOString(),
      checks: 9,
    }]);
  });

  it("does not know how an incident ended that nobody looked at, and leaves a present one open", () => {
    const { incidents } = describeIt(
      stretch(today, minutes(2), "failing"),
      stretch(today + minutes(60), minutes(1)),
      stretch(now - minutes(3), minutes(2), "timeout", "live_eu"),
    );
    expect(incidents.map(({ dependency, ended_at: ended }) => [dependency, ended])).toEqual([
      ["live_eu", null],
      ["postgres", new Date(today + minutes(2)).toISOString()],
    ]);
  });
});
