import { describe, expect, it } from "vitest";
import { findCompany } from "./cast.ts";
import type { Company } from "./company.ts";
import { Population } from "./population.ts";

const startedAt = Date.UTC(2026, 10, 20, 12);
const kestrel = findCompany("kestrel") as Company;
const populate = (rate: number, seed = "one") => new Population({ company: kestrel, rate, seed, startedAt });

describe("Population", () => {
  it.each([[0.2, 6 * 3_600], [16, 1_800], [200, 120]])("says %d events a second on average", (rate, seconds) => {
    const events = [...populate(rate).observe(startedAt + seconds * 1_000)];
    const live = events.filter((event) => event.timestamp > startedAt);
    expect(live.length / seconds / rate).toBeGreaterThan(0.75);
    expect(live.length / seconds / rate).toBeLessThan(1.25);
  });

  it("is in full swing from the first second on, with a minute to look back at", () => {
    const events = [...populate(16).observe(startedAt + 2_000)];
    expect(new Set(events.map((event) => event.session_id)).size).toBeGreaterThan(20);
    expect(events.length).toBeGreaterThan(100);
    expect(Math.min(...events.map((event) => event.timestamp))).toBeGreaterThanOrEqual(startedAt - 60_000);
  });

  it("tells what happened in the order in which it did, and never what has yet to happen", () => {
    const population = populate(50);
    let last = 0;
    for (let now = startedAt; now < startedAt + 60_000; now += 700) {
      for (const event of population.observe(now)) {
        expect(event.timestamp).toBeGreaterThanOrEqual(last);
        expect(event.timestamp).toBeLessThanOrEqual(now);
        last = event.timestamp;
      }
    }
  });

  it("repeats itself for a seed, however often it is looked at", () => {
    const ids = (population: Population, step: number) => {
      const seen: string[] = [];
      for (let now = startedAt; now <= startedAt + 30_000; now += step) {
        for (const event of population.observe(now)) seen.push(event.event_id);
      }
      return seen;
    };
    expect(ids(populate(20), 1_000)).toEqual(ids(populate(20), 10_000));
    expect(ids(populate(20), 1_000)).not.toEqual(ids(populate(20, "two"), 1_000));
  });

  it("leaves out the agent that has fallen silent", () => {
    const agents = new Set([...populate(200).observe(startedAt + 60_000)].map((event) => event.agent_id));
    expect(agents).toContain("support-triage");
    expect(agents).not.toContain("contract-search");
  });
});
