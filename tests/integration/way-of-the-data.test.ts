import { describe, expect, inject, it } from "vitest";
import type { Overview } from "../../contract/query.ts";
import { anEvent, askClickHouse, get, postEvents, until, watchLive } from "../helpers/stack-client.ts";
import { newTenant } from "../helpers/tenant.ts";

const facts = inject("stack");
const STORED =
  "SELECT event_id, toFloat64(cost_usd) AS cost, input_tokens FROM events FINAL WHERE org_id = {org:String}";

const storedOf = (orgId: string, region: "us" | "eu") =>
  askClickHouse<{ event_id: string; cost: number; input_tokens: number }>(facts, region, STORED, { org: orgId });

describe.each(["us", "eu"] as const)("an event of a tenant in %s", (region) => {
  const elsewhere = region === "us" ? "eu" : "us";

  it("is in that region's ClickHouse once, in the overview and on the live view, and nowhere else", async () => {
    const tenant = await newTenant(facts, region);
    const cookie = await tenant.signIn();
    const viewer = await watchLive(facts, cookie);
    await viewer.waitFor((message) => message.type === "SNAPSHOT");

    const event = anEvent({ input_tokens: 120, output_tokens: 30, cost_usd: 0.25, duration_ms: 900 });
    const posted = Date.now();
    expect((await postEvents(facts, tenant, [event])).status).toBe(202);
    await viewer.waitFor((message) => message.type === "METRIC_UPDATE" && message.window.totals.events === 1, 2_000);
    expect(Date.now() - posted).toBeLessThan(2_000);

    await until(() => storedOf(tenant.orgId, region), (rows) => rows.length > 0);
    expect(await storedOf(tenant.orgId, region)).toEqual([{ event_id: event.event_id, cost: 0.25, input_tokens: 120 }]);
    expect(await storedOf(tenant.orgId, elsewhere)).toEqual([]);

    const overview = await (await get(facts, "/v1/metrics/overview?period=24h", cookie)).json() as Overview;
    expect(overview.kpis).toMatchObject({
      sessions: { value: 1 },
      active_users: { value: 1 },
      cost_usd: { value: 0.25 },
      tokens: { value: 150 },
      errors: { value: 0 },
    });
    // Quantiles are estimated to within 1 %.
    expect(Math.abs((overview.kpis.p95_latency_ms.value ?? 0) - 900)).toBeLessThanOrEqual(9);
    viewer.close();
  });

  it("counts once when its batch is sent again, in rows, in the overview and live", async () => {
    const tenant = await newTenant(facts, region);
    const cookie = await tenant.signIn();
    const events = Array.from({ length: 50 }, () => anEvent({ cost_usd: 0.1, input_tokens: 7 }));
    for (let i = 0; i < 3; i++) expect((await postEvents(facts, tenant, events)).status).toBe(202);
    await until(() => storedOf(tenant.orgId, region), (rows) => rows.length >= events.length);
    // Time for the repeats to arrive.
    await new Promise((resolve) => setTimeout(resolve, 2_500));

    expect(await storedOf(tenant.orgId, region)).toHaveLength(50);
    const overview = await (await get(facts, "/v1/metrics/overview?period=24h", cookie)).json() as Overview;
    expect([overview.kpis.cost_usd.value, overview.kpis.tokens.value, overview.context.events]).toEqual([5, 350, 50]);
    const viewer = await watchLive(facts, cookie);
    const snapshot = await viewer.waitFor((message) => message.type === "SNAPSHOT");
    if (snapshot.type !== "SNAPSHOT") throw new Error("unreachable");
    expect(snapshot.windows.reduce((sum, window) => sum + (window.totals.events ?? 0), 0)).toBe(50);
    viewer.close();
  });
});

describe("events that are sent again in other batches", () => {
  it("count once in rows and live, however they are split and shuffled", async () => {
    const tenant = await newTenant(facts, "us");
    const cookie = await tenant.signIn();
    const events = Array.from({ length: 60 }, () => anEvent({ cost_usd: 0.25, input_tokens: 3 }));
    const batches = [events.slice(0, 40), events.slice(20, 60), events.toReversed().slice(5, 50), events.slice(0, 1)];
    for (const batch of batches) expect((await postEvents(facts, tenant, batch)).status).toBe(202);
    await until(() => storedOf(tenant.orgId, "us"), (rows) => rows.length >= events.length);
    await new Promise((resolve) => setTimeout(resolve, 2_500));

    expect(await storedOf(tenant.orgId, "us")).toHaveLength(60);
    const viewer = await watchLive(facts, cookie);
    const snapshot = await viewer.waitFor((message) => message.type === "SNAPSHOT");
    if (snapshot.type !== "SNAPSHOT") throw new Error("unreachable");
    const sum = (name: "events" | "cost_usd" | "input_tokens") =>
      snapshot.windows.reduce((total, window) => total + (window.totals[name] ?? 0), 0);
    expect([sum("events"), sum("cost_usd"), sum("input_tokens")]).toEqual([60, 15, 180]);
    viewer.close();
  });
});

describe("one tenant's data", () => {
  it("is never in another's answers, whatever the question names", async () => {
    const [mine, other] = [await newTenant(facts, "us"), await newTenant(facts, "us")];
    await postEvents(facts, mine, [anEvent({ agent_id: "secret-agent", model: "secret-model" })]);
    await until(() => storedOf(mine.orgId, "us"), (rows) => rows.length > 0);
    const cookie = await other.signIn();
    for (
      const path of [
        "/v1/metrics/overview?period=24h",
        "/v1/metrics/timeseries?period=24h&metric=events&group_by=agent_id",
        "/v1/metrics/breakdown?period=24h&group_by=model",
        "/v1/metrics/breakdown?period=24h&group_by=agent_id&agent_id=secret-agent",
        "/v1/metrics/timeseries?period=24h&agent_id=x%27%20OR%201%3D1%20--%20&group_by=agent_id",
      ]
    ) {
      const response = await get(facts, path, cookie);
      const text = await response.text();
      expect([path, response.status]).toEqual([path, 200]);
      expect(text.replaceAll('"secret-agent"', "")).not.toContain("secret");
    }
    const foreign = await get(facts, `/v1/metrics/overview?org_id=${mine.orgId}`, cookie);
    expect([foreign.status, (await foreign.json<{ code: string }>()).code]).toEqual([403, "ORG_MISMATCH"]);
  });

  it.each(["/v1/me", "/v1/metrics/overview", "/v1/metrics/timeseries", "/v1/live", "/v1/keys"])(
    "is not shown to strangers: %s",
    async (path) => {
      const response = await get(facts, path, "");
      expect(response.status).toBe(401);
      expect(response.headers.get("content-type")).toBe("application/problem+json");
    },
  );
});
