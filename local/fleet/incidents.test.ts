import { describe, expect, it } from "vitest";
import { incidentsIn, recurringIncidents } from "./incidents.ts";

const providers = ["anthropic", "openai", "google"] as const;
const start = Date.UTC(2026, 10, 20);

describe("incidentsIn()", () => {
  it("finds an incident of that provider at that time", () => {
    const incident = { provider: "openai", from: start, to: start + 10, refusalChance: 0.5, slowdown: 2 } as const;
    const find = incidentsIn([incident]);
    expect([find("openai", start), find("openai", start + 10), find("google", start)]).toEqual([
      incident,
      undefined,
      undefined,
    ]);
  });
});

describe("recurringIncidents()", () => {
  it("has a burst of some minutes in every quarter of an hour or so", () => {
    const find = recurringIncidents("any");
    const seconds = Array.from({ length: 4 * 3_600 }, (_, i) => start + i * 1_000);
    const troubled = seconds.filter((at) => providers.some((provider) => find(provider, at) !== undefined));
    const begins = troubled.filter((at) => !troubled.includes(at - 1_000));
    expect(begins.length).toBeGreaterThanOrEqual(14);
    expect(troubled.length / begins.length).toBeGreaterThan(60);
    expect(troubled.length / seconds.length).toBeLessThan(0.25);
  });
});
