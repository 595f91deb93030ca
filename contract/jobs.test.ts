import { readFileSync } from "node:fs";
import { parse } from "smol-toml";
import { describe, expect, it } from "vitest";
import { SCHEDULE, scheduledKey } from "./jobs.ts";
import { type Region, REGIONS } from "./tenant.ts";

const CONFIGS: Record<Region, string> = {
  us: "workers/jobs/wrangler.toml",
  eu: "workers/jobs/wrangler.eu.toml",
};

describe("SCHEDULE", () => {
  it.each(REGIONS)("has the cron triggers of the jobs Worker of %s", (region) => {
    const { triggers } = parse(readFileSync(CONFIGS[region], "utf8")) as { triggers?: { crons: string[] } };
    const crons = SCHEDULE.filter(({ regions }) => regions.includes(region)).map(({ cron }) => cron);
    expect((triggers?.crons ?? []).toSorted()).toEqual([...new Set(crons)].toSorted());
  });
});

describe("scheduledKey()", () => {
  it("is the same for every moment of a minute, and fits into an instance's id", () => {
    const key = scheduledKey(Date.parse("2026-11-21T02:23:59.999Z"));
    expect(key).toBe("2026-11-21T02-23");
    expect(key).toMatch(/^[\w-]+$/);
  });
});
