import pg from "pg";
import { beforeAll, describe, expect, inject, it } from "vitest";
import { PRICE_LIST } from "../../contract/prices/price-list.ts";
import { OwnPrice, PriceTable } from "../../contract/prices/price-api.ts";
import { Overview } from "../../contract/query.ts";
import { priceLines } from "../../scripts/prices/price-lines.ts";
import { seedPriceTable } from "../../scripts/prices/seed-price-table.ts";
import { anEvent, askClickHouse, get, postEvents, until, watchLive } from "../helpers/stack-client.ts";
import { newTenant, originOf, type TestTenant } from "../helpers/tenant.ts";

const facts = inject("stack");
let tenant = {} as TestTenant;
let cookie = "";

beforeAll(async () => {
  tenant = await newTenant(facts, "us");
  cookie = await tenant.signIn();
});

async function ask(method: string, path: string, body?: unknown): Promise<Response> {
  return await fetch(`${facts.urls.edge}${path}`, {
    method,
    headers: { cookie, origin: originOf(facts), "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

interface StoredCost {
  event_id: string;
  cost: string;
  cost_source: string;
}

/** The costs in the table, by event. */
async function storedCosts(orgId: string, events: number): Promise<Map<string, [string, string]>> {
  const rows = await until(
    () =>
      askClickHouse<StoredCost>(
        facts,
        "us",
        "SELECT event_id, toString(cost_usd) AS cost, cost_source FROM events FINAL WHERE org_id = {org:String}",
        { org: orgId },
      ),
    (found) => found.length >= events,
    30_000,
  );
  return new Map(rows.map((row) => [row.event_id, [row.cost, row.cost_source]]));
}

const minute = new Date(Math.floor(Date.now() / 60_000) * 60_000 - 60_000).toISOString();
const priced = [
  { event_id: "estimated", model: "claude-sonnet-4-5-20250929", input_tokens: 1_000, output_tokens: 7 },
  { event_id: "smallest", model: "command-r7b", input_tokens: 1 },
  { event_id: "reported", model: "claude-sonnet-4-5", input_tokens: 1_000, cost_usd: 0.0000001 },
  { event_id: "said-nothing", model: "claude-sonnet-4-5", input_tokens: 1_000, cost_usd: 0 },
  { event_id: "unknown-model", model: "gpt-5.9-mini", input_tokens: 1_000 },
  { event_id: "no-tokens", model: "gpt-5" },
];

describe("costs without a report", () => {
  it("are estimated at the edge, labelled, and add up to the same in rows, live windows and the overview", async () => {
    const viewer = await watchLive(facts, cookie);
    await viewer.waitFor(({ type }) => type === "SNAPSHOT");
    const many = Array.from({ length: 200 }, (_, i) => ({
      event_id: `many-${i}`,
      model: "gpt-5-nano",
      input_tokens: i + 1,
      cache_read_tokens: 3,
    }));
    const events = [...priced, ...many].map((fields) => anEvent({ ...fields, timestamp: minute }));
    expect((await postEvents(facts, tenant, events)).status).toBe(202);
    const costs = await storedCosts(tenant.orgId, events.length);
    expect(priced.map(({ event_id }) => costs.get(event_id))).toEqual([
      ["0.003105", "estimated"],
      ["0.000000038", "estimated"],
      ["0.0000001", "reported"],
      ["0", "reported"],
      ["0", "none"],
      ["0", "none"],
    ]);
    const nanos = [...costs.values()].reduce((sum, [cost]) => sum + Math.round(Number(cost) * 1e9), 0);
    const overview = await until(
      async () => Overview.parse(await (await get(facts, "/v1/metrics/overview?period=24h", cookie)).json()),
      ({ context }) => context.events === events.length,
    );
    expect(Math.round((overview.kpis.cost_usd.value ?? 0) * 1e9)).toBe(nanos);
    expect(overview.estimated).toBe(true);
    const update = await viewer.waitFor((message) =>
      message.type === "METRIC_UPDATE" && message.window.totals.events === events.length
    );
    if (update.type !== "METRIC_UPDATE") throw new Error("unreachable");
    expect(Math.round((update.window.totals.cost_usd ?? 0) * 1e9)).toBe(nanos);
    viewer.close();
  });
});

describe("an organisation's own prices", () => {
  it("stand beside the list, with its sources", async () => {
    const table = PriceTable.parse(await (await ask("GET", "/v1/prices")).json());
    expect(table.own).toEqual([]);
    expect(table.list.find(({ model }) => model === "claude-sonnet-4-5")).toMatchObject({
      provider: "anthropic",
      input: 3,
      cache_write: 3.75,
      valid_from: null,
    });
    expect(table.list.find(({ model }) => model === "gemini-2.5-pro")?.long_context).toEqual([
      { above: 200_000, input: 2.5, output: 15, cache_read: 0.25 },
    ]);
  });

  it("are set, changed and removed, and hold at the edge within 90 s for events from their time on", async () => {
    const own = await newTenant(facts, "us");
    cookie = await own.signIn();
    const price = { model: "In-House*", input: 2, output: 4, valid_from: "2026-06-01T00:00:00Z" };
    const first = OwnPrice.parse(await (await ask("PUT", "/v1/prices", { ...price, input: 1 })).json());
    const second = OwnPrice.parse(await (await ask("PUT", "/v1/prices", price)).json());
    expect(second).toMatchObject({ id: first.id, model: "in-house*", input: 2 });
    const events = [
      anEvent({ event_id: "now", model: "In-house-70b", input_tokens: 500_000 }),
      anEvent({ event_id: "before", model: "in-house-70b", input_tokens: 500_000, timestamp: "2026-05-31T00:00:00Z" }),
    ];
    await postEvents(facts, own, events);
    const costs = await storedCosts(own.orgId, 2);
    expect([costs.get("now"), costs.get("before")]).toEqual([["1", "estimated"], ["0", "none"]]);
    expect((await ask("DELETE", `/v1/prices/${second.id}`)).status).toBe(204);
    expect((await ask("DELETE", `/v1/prices/${second.id}`)).status).toBe(404);
    expect(PriceTable.parse(await (await ask("GET", "/v1/prices")).json()).own).toEqual([]);
  });

  it.each([
    { model: "", input: 1, output: 1, valid_from: "2026-06-01T00:00:00Z" },
    { model: "*", input: 1, output: 1, valid_from: "2026-06-01T00:00:00Z" },
    { model: "a*b", input: 1, output: 1, valid_from: "2026-06-01T00:00:00Z" },
    { model: "m", input: -1, output: 1, valid_from: "2026-06-01T00:00:00Z" },
    { model: "m", input: 0.1234567, output: 1, valid_from: "2026-06-01T00:00:00Z" },
    { model: "m", input: 1, output: 1, valid_from: "yesterday" },
    { model: "m", input: 1, valid_from: "2026-06-01T00:00:00Z" },
  ])("are refused where they make no sense: %o", async (price) => {
    expect((await ask("PUT", "/v1/prices", price)).status).toBe(422);
  });
});

describe("the price table", () => {
  const lines = priceLines(PRICE_LIST);
  const dryRun = { dryRun: true };

  it("is what the list says, once, and leaves an operator's own lines alone", async () => {
    expect(await seedPriceTable(facts.urls.postgres, lines, dryRun)).toEqual({ added: 0, changed: 0, removed: 0 });
    const owner = new pg.Client({ connectionString: facts.urls.postgres });
    await owner.connect();
    const [model, like] = [`operators-own-${crypto.randomUUID()}`, "gpt-5"];
    try {
      await owner.query(
        `INSERT INTO price_table (model, valid_from, provider, rates, source_url, checked_on, revision)
          SELECT $1, valid_from, provider, rates, source_url, checked_on, 'ours' FROM price_table WHERE model = $2`,
        [model, like],
      );
      const without = lines.filter((line) => line.model !== like);
      const dearer = without.map((line) => line.model === "o3" ? { ...line, rates: { input: 9, output: 9 } } : line);
      expect(await seedPriceTable(facts.urls.postgres, dearer, dryRun)).toEqual({ added: 0, changed: 1, removed: 1 });
    } finally {
      await owner.query("DELETE FROM price_table WHERE model = $1", [model]);
      await owner.end();
    }
  });
});
