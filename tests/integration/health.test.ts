import { describe, expect, inject, it } from "vitest";

const facts = inject("stack");
const DEPENDENCIES = ["clickhouse_eu", "clickhouse_us", "key_cache", "live_eu", "live_us", "postgres"];

describe.each(["/health", "/v1/health"])("%s", (path) => {
  it("says that the service runs", async () => {
    const response = await fetch(`${facts.urls.edge}${path}`);
    expect(response.status).toBe(200);
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(await response.json()).toEqual({ status: "ok", version: expect.stringMatching(/^\d+\.\d+\.\d+/) });
  });

  it("says of everything that the service needs how it is, and how long the answer took", async () => {
    const response = await fetch(`${facts.urls.edge}${path}/ready`);
    const readiness = await response.json() as { status: string; dependencies: Record<string, unknown> };
    expect([response.status, readiness.status]).toEqual([200, "ready"]);
    expect(Object.keys(readiness.dependencies).sort()).toEqual(DEPENDENCIES);
    for (const state of Object.values(readiness.dependencies)) {
      expect(state).toEqual({ status: "ok", duration_ms: expect.any(Number) });
    }
  });

  it("tells nothing about where the stores are", async () => {
    const text = await (await fetch(`${facts.urls.edge}${path}/ready`)).text();
    expect(text).not.toMatch(/127\.0\.0\.1|localhost|:\/\/|password|fleetglass_/);
  });

  it("only answers questions", async () => {
    expect((await fetch(`${facts.urls.edge}${path}`, { method: "POST" })).status).toBe(405);
  });
});
