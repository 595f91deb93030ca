import { describe, expect, inject, it } from "vitest";
import type { Overview } from "../../contract/query.ts";
import { fetchTransport } from "../../sdk/src/fetch.ts";
import { createClient } from "../../sdk/src/index.ts";
import { askClickHouse, get, until } from "../helpers/stack-client.ts";
import { newTenant } from "../helpers/tenant.ts";

const facts = inject("stack");
const STORED = "SELECT event_id, event_type, source FROM events FINAL WHERE org_id = {org:String} ORDER BY event_id";

describe("the SDK", () => {
  it("sends events that are stored once and counted once, also when a batch is sent again", async () => {
    const tenant = await newTenant(facts, "eu");
    const cookie = await tenant.signIn();
    const send = fetchTransport();
    const client = createClient({
      apiKey: tenant.apiKey,
      endpoint: facts.urls.edge,
      agent: "sdk-test",
      flushOnExit: false,
      // Every batch goes twice, as after an answer that got lost.
      transport: async (delivery) => {
        await send(delivery);
        return await send(delivery);
      },
    });
    const ids: string[] = [];
    {
      await using session = client.startSession({ user: "ana@example.com" });
      for (let i = 0; i < 40; i++) ids.push(session.llmCall({ model: "gpt-5", input_tokens: 10, cost_usd: 0.25 }));
      ids.push(session.error(new Error("broken"), { metadata: { n: 1n } }));
    }
    expect(await client.flush()).toBe(true);
    expect(client.stats()).toMatchObject({ sent: 43, dropped: {} });

    const rows = () =>
      askClickHouse<{ event_id: string; event_type: string; source: string }>(facts, "eu", STORED, {
        org: tenant.orgId,
      });
    await until(rows, (stored) => stored.length >= 43);
    // Time for the repeats to arrive.
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    const stored = await rows();
    expect(stored).toHaveLength(43);
    expect(new Set(stored.map(({ source }) => source))).toEqual(new Set(["sdk"]));
    expect(stored.map(({ event_id: id }) => id)).toEqual(expect.arrayContaining(ids));

    const overview = await (await get(facts, "/v1/metrics/overview?period=24h", cookie)).json() as Overview;
    expect(overview.kpis.cost_usd.value).toBe(10);
    expect(overview.kpis.errors.value).toBe(1);
  });

  it("is told what the edge refuses, and stops when its key is not known", async () => {
    const tenant = await newTenant(facts, "us");
    const warnings: string[] = [];
    const options = { endpoint: facts.urls.edge, flushOnExit: false, onWarning: (text: string) => warnings.push(text) };
    const client = createClient({ apiKey: tenant.apiKey, ...options });
    client.track({ event_type: "tool_call", status_code: 5_000 });
    client.track({ event_type: "tool_call", timestamp: "yesterday" });
    client.track({ event_type: "tool_call" });
    await client.flush();
    expect(client.stats()).toMatchObject({ sent: 1, dropped: { INVALID_VALUE: 2 } });
    client.track({ event_type: "nonsense" as never });
    await client.flush();
    expect(client.stats().dropped.UNKNOWN_EVENT_TYPE).toBe(1);

    const stranger = createClient({ apiKey: "fg_us_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", ...options });
    stranger.heartbeat();
    await stranger.flush();
    expect(stranger.stats().dropped).toEqual({ unauthorized: 1 });
    expect(warnings.at(-1)).toContain("API key");
  });
});
