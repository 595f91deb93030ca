import { expect, test } from "vitest";
import { timeTicks } from "./time-scale.ts";

const at = (iso: string) => Date.parse(iso);

test("a week has a tick at every midnight of the zone", () => {
  const ticks = timeTicks(at("2026-11-13T14:00:00Z"), at("2026-11-20T13:32:00Z"), "Europe/Berlin");
  expect(ticks.map(({ label }) => label)).toEqual([
    "Sat 14",
    "Sun 15",
    "Mon 16",
    "Tue 17",
    "Wed 18",
    "Thu 19",
    "Fri 20",
  ]);
  expect(ticks[0]?.at).toBe(at("2026-11-13T23:00:00Z"));
});
test("midnight is found across a clock change", () => {
  const ticks = timeTicks(at("2026-10-23T12:00:00Z"), at("2026-10-28T12:00:00Z"), "Europe/Berlin");
  expect(ticks.map((tick) => new Date(tick.at).getUTCHours())).toEqual([22, 22, 23, 23, 23]);
});
test("an hour is divided by ten minutes", () => {
  const ticks = timeTicks(at("2026-11-20T12:32:00Z"), at("2026-11-20T13:32:00Z"), "UTC");
  expect(ticks.map(({ label }) => label)).toEqual(["12:40", "12:50", "13:00", "13:10", "13:20", "13:30"]);
});
