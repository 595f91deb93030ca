import { describe, expect, it } from "vitest";
import { findCompany } from "../fleet/cast.ts";
import type { Company } from "../fleet/company.ts";
import { writeHistory } from "./write-history.ts";

const now = Date.UTC(2026, 10, 18, 15, 20);
const hour = 3_600_000;

interface Row {
  org_id: string;
  region: string;
  event_id: string;
  timestamp: number;
  received_at: number;
  agent_id: string;
  event_type: string;
  model?: string;
  output_tokens?: number;
  cost_usd?: number;
  cost_source: string;
}

function write(at = now): Row[] {
  const company = findCompany("kestrel") as Company;
  const plan = { company, organization: { id: "org_1", region: "eu" as const }, days: 3, scale: 1, now: at };
  return [...writeHistory(plan)].flatMap(({ rows }) => [...rows].map((row) => JSON.parse(row) as Row));
}

describe("writeHistory()", () => {
  const rows = write();
  const times = rows.map(({ timestamp }) => timestamp);

  it("reaches from the first day to a minute ago", () => {
    expect(now - Math.max(...times)).toBeGreaterThanOrEqual(60_000);
    expect(now - Math.max(...times)).toBeLessThan(10 * 60_000);
    expect(new Date(Math.min(...times)).toISOString().slice(0, 10)).toBe("2026-11-16");
  });

  it("writes rows as the edge does", () => {
    expect(rows.every(({ org_id, region }) => org_id === "org_1" && region === "eu")).toBe(true);
    for (const { timestamp, received_at: receivedAt, cost_usd: cost, cost_source: costSource } of rows) {
      expect(receivedAt).toBeGreaterThan(timestamp);
      expect(costSource === "none").toBe(cost === undefined);
    }
  });

  it("estimates what agents do not report, as the edge does, and leaves what has no price without a cost", () => {
    const sourcesOf = (model: string) =>
      new Set(rows.filter((row) => row.model === model && row.output_tokens).map(({ cost_source: source }) => source));
    expect(sourcesOf("claude-sonnet-4-5").has("reported")).toBe(true);
    expect([...sourcesOf("gpt-5-codex")]).toEqual(["estimated"]);
    expect([...sourcesOf("gemini-2.5-pro")]).toEqual(["estimated"]);
    expect(rows.some(({ event_type: type, cost_source: source }) => type === "tool_call" && source !== "none"))
      .toBe(false);
  });

  it("writes the same events when it is done again a little later", () => {
    const ids = new Set(write(now + 600_000).map(({ event_id: id }) => id));
    expect(rows.filter(({ event_id: id }) => !ids.has(id))).toEqual([]);
  });

  it("lets one agent fall silent twenty hours ago", () => {
    const last = (agent: string) =>
      Math.max(...rows.filter(({ agent_id: id }) => id === agent).map(({ timestamp }) => timestamp));
    expect(now - last("contract-search")).toBeGreaterThan(20 * hour - 60_000);
    expect(now - last("contract-search")).toBeLessThan(26 * hour);
    expect(now - last("claude-code")).toBeLessThan(hour);
  });
});
