import { describe, expect, inject, it } from "vitest";
import { type HealthHistory, HISTORY_DAYS } from "../../contract/health.ts";
import { until } from "../helpers/stack-client.ts";

const facts = inject("stack");

interface Readiness {
  status: string;
  dependencies: Record<string, { status: string; duration_ms: number }>;
}

async function askReadiness(path = "/health/ready"): Promise<{ code: number; readiness: Readiness }> {
  const response = await fetch(`${facts.urls.edge}${path}`);
  return { code: response.status, readiness: await response.json() as Readiness };
}
const DEPENDENCIES = ["clickhouse_eu", "clickhouse_us", "key_cache", "live_eu", "live_us", "postgres"];

describe.each(["/health", "/v1/health"])("%s", (path) => {
  it("says that the service runs", async () => {
    const response = await fetch(`${facts.urls.edge}${path}`);
    expect(response.status).toBe(200);
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(await response.json()).toEqual({ status: "ok", version: expect.stringMatching(/^\d+\.\d+\.\d+/) });
  });

  it("says of everything that the service needs how it is, and how long the answer took", async () => {
    const { code, readiness } = await askReadiness(`${path}/ready`);
    expect([code, readiness.status]).toEqual([200, "ready"]);
    expect(Object.keys(readiness.dependencies).sort()).toEqual(DEPENDENCIES);
    for (const state of Object.values(readiness.dependencies)) {
      expect(state).toEqual({ status: "ok", duration_ms: expect.any(Number) });
    }
  });

  it("says of every job that time starts how its latest run ended", async () => {
    const readJobs = async () => {
      const { jobs } = await (await fetch(`${facts.urls.edge}${path}/ready`)).json() as {
        jobs: Record<string, { status: string; finished_at: string | null }>;
      };
      return jobs;
    };
    // The stack's clock makes up for what was missed as soon as it starts.
    const hasRun = (job: string) => async () => (await readJobs())[job]?.finished_at ?? null;
    for (const job of ["archive_us", "archive_eu", "retention_eu", "sweep_sign_ins_us"]) {
      expect(await until(hasRun(job), (at) => at !== null)).toMatch(/^\d{4}-.*Z$/);
      expect((await readJobs())[job]?.status).toBe("ok");
    }
  });

  it("tells nothing about where the stores are", async () => {
    const text = await (await fetch(`${facts.urls.edge}${path}/ready`)).text();
    expect(text).not.toMatch(/127\.0\.0\.1|localhost|:\/\/|password|fleetglass_/);
  });

  it("says how everything has answered, one check a minute however many ask", async () => {
    const readHistory = async () => await (await fetch(`${facts.urls.edge}${path}/history`)).json() as HealthHistory;
    const history = await until(
      async () => {
        await askReadiness(`${path}/ready`);
        return await readHistory();
      },
      ({ dependencies }) => DEPENDENCIES.every((name) => dependencies[name] !== undefined),
    );
    const minutes = (Date.now() - Date.parse(history.first_check_at ?? "")) / 60_000;
    for (
      const { checks, ok, availability, mean_ms: mean, slowest_ms: slowest, days } of DEPENDENCIES.flatMap((name) =>
        history.dependencies[name] ?? []
      )
    ) {
      expect(checks).toBeGreaterThan(0);
      // Other tests make stores fail on purpose, and each change is noted.
      expect(checks).toBeLessThanOrEqual(minutes + 20);
      expect(availability).toBe(ok / checks);
      expect(mean).toBeLessThanOrEqual(slowest ?? 0);
      expect(days).toHaveLength(HISTORY_DAYS);
      expect(days.reduce((sum, day) => sum + day.checks, 0)).toBe(checks);
    }
    expect(JSON.stringify(history)).not.toMatch(/127\.0\.0\.1|localhost|:\/\/|password|fleetglass_/);
  });

  it("only answers questions", async () => {
    expect((await fetch(`${facts.urls.edge}${path}`, { method: "POST" })).status).toBe(405);
  });
});

describe("a store that does not answer", () => {
  it("is named within about two seconds, and the service comes back with it", async () => {
    const group = -(facts.pids.clickhouse ?? Number.NaN);
    process.kill(group, "SIGSTOP");
    try {
      const { readiness } = await until(askReadiness, ({ code }) => code === 503, 5_000);
      expect(readiness.status).toBe("unavailable");
      expect(readiness.dependencies.postgres?.status).toBe("ok");
      for (const name of ["clickhouse_eu", "clickhouse_us"]) {
        expect(readiness.dependencies[name]?.status).toBe("timeout");
        expect(readiness.dependencies[name]?.duration_ms).toBeLessThan(3_000);
      }
      expect((await fetch(`${facts.urls.edge}/health`)).status).toBe(200);
    } finally {
      process.kill(group, "SIGCONT");
    }
    await until(askReadiness, ({ code }) => code === 200, 5_000);
  });
});
