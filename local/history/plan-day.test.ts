import { describe, expect, it } from "vitest";
import { findCompany } from "../fleet/cast.ts";
import type { Company } from "../fleet/company.ts";
import { incidentsIn } from "../fleet/incidents.ts";
import { clockOf } from "../fleet/rhythm.ts";
import { DAY_MS, HOUR_MS, planDay } from "./plan-day.ts";

const MONDAY = Date.UTC(2026, 10, 16);
const company = (slug: string) => findCompany(slug) as Company;
const play = (day: number, slug = "kestrel", seed = "one", scale = 1) => [
  ...planDay({ company: company(slug), day, seed, scale, findIncident: incidentsIn([]) }),
];
const countEvents = (sessions: unknown[][]) => sessions.reduce((sum, session) => sum + session.length, 0);

describe("planDay()", () => {
  it("plays a day the same way again, and another day, company or seed differently", () => {
    const day = play(MONDAY);
    expect(play(MONDAY)).toEqual(day);
    for (const other of [play(MONDAY + DAY_MS), play(MONDAY, "northwind"), play(MONDAY, "kestrel", "two")]) {
      expect(other[0]?.[0]?.event_id).not.toBe(day[0]?.[0]?.event_id);
    }
  });

  it("gives every event of a week an id of its own", () => {
    const ids = [0, 1, 2, 3, 4, 5, 6].flatMap((day) =>
      play(MONDAY + day * DAY_MS).flatMap((session) => session.map((event) => event.event_id))
    );
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("begins every session on its day", () => {
    for (const [first] of play(MONDAY)) expect(Math.floor((first?.timestamp ?? 0) / DAY_MS) * DAY_MS).toBe(MONDAY);
  });

  it.each([["kestrel"], ["northwind"]])("follows the day and the week of %s", (slug) => {
    const readClock = clockOf(company(slug).timeZone);
    const days = [0, 1, 2, 3, 4, 5, 6].map((day) => play(MONDAY + day * DAY_MS, slug));
    const startsAt = (hours: number[]) =>
      days.flat().filter(([first]) => {
        const { hour, isWeekend } = readClock(first?.timestamp ?? 0);
        return !isWeekend && hours.includes(hour);
      }).length;
    expect(startsAt([9, 10, 14, 15])).toBeGreaterThan(4 * startsAt([0, 1, 2, 3]));
    expect(startsAt([12])).toBeLessThan(startsAt([10]));
    const [, tuesday = [], , , , saturday = []] = days;
    expect(countEvents(saturday)).toBeLessThan(countEvents(tuesday) / 2);
  });

  it("makes the volume that a demo wants, and more or less of it by the scale", () => {
    const usual = countEvents(play(MONDAY + DAY_MS));
    expect(usual).toBeGreaterThan(5_000);
    expect(usual).toBeLessThan(10_000);
    expect(countEvents(play(MONDAY + DAY_MS, "kestrel", "one", 3)) / usual).toBeGreaterThan(2.2);
  });

  it("spreads its sessions within their hours", () => {
    const minutes = new Set(play(MONDAY).map(([first]) => Math.floor((first?.timestamp ?? 0) % HOUR_MS / 60_000)));
    expect(minutes.size).toBeGreaterThan(40);
  });
});
