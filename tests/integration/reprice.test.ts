import { beforeAll, describe, expect, inject, it } from "vitest";
import { RepriceProgress } from "../../contract/reprice.ts";
import { runReprice } from "../../scripts/reprice/run-reprice.ts";
import { anEvent, askClickHouse, postEvents, until } from "../helpers/stack-client.ts";
import { newTenant, originOf, type TestTenant } from "../helpers/tenant.ts";

const facts = inject("stack");
const DAY = 24 * 3_600_000;
const yesterday = new Date(Date.now() - DAY).toISOString();
const period = {
  from: new Date(Date.now() - 7 * DAY).toISOString(),
  to: new Date(Date.now() + 3_600_000).toISOString(),
};
let tenant = {} as TestTenant;

async function takeStep(step: object, token = facts.operator_token): Promise<Response> {
  return await fetch(`${facts.urls.edge}/v1/operator/reprice`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify(step),
  });
}

async function reprice(dryRun: boolean) {
  const wish = { org_id: tenant.orgId, ...period, dry_run: dryRun, cursor: null };
  // Steps of three rows, so that there are several.
  return await runReprice(
    wish,
    async (step) => RepriceProgress.parse(await (await takeStep({ ...step, limit: 3 })).json()),
    { onStep: () => {}, onFailure: () => {} },
  );
}

/** Cost, its source and the event's other facts by event; `received_at` apart. */
async function storedRows(): Promise<Record<string, [cost: string, source: string]>> {
  const rows = await askClickHouse<{ event_id: string; cost: string; source: string }>(
    facts,
    "eu",
    "SELECT event_id, toString(cost_usd) AS cost, cost_source AS source FROM events FINAL WHERE org_id = {org:String} ORDER BY event_id",
    { org: tenant.orgId },
  );
  return Object.fromEntries(rows.map(({ event_id, cost, source }) => [event_id, [cost, source]]));
}

async function storedFacts(): Promise<unknown> {
  return await askClickHouse(
    facts,
    "eu",
    "SELECT * EXCEPT (cost_usd, cost_source, received_at) FROM events FINAL WHERE org_id = {org:String} ORDER BY event_id",
    { org: tenant.orgId },
  );
}

beforeAll(async () => {
  tenant = await newTenant(facts, "eu");
  const tokens = { input_tokens: 1_000_000, timestamp: yesterday };
  await postEvents(facts, tenant, [
    anEvent({ ...tokens, event_id: "a-unknown", model: "own-model", metadata: { "ключ": [1, { deep: '"x"\n' }] } }),
    anEvent({ ...tokens, event_id: "b-list", model: "gpt-5", success: false, duration_ms: 12 }),
    anEvent({ ...tokens, event_id: "c-reported", model: "own-model", cost_usd: 7 }),
    anEvent({ ...tokens, event_id: "d-other", model: "gpt-5-nano", event_type: "task_complete" }),
    anEvent({ ...tokens, event_id: "e-unknown", model: "own-model-2" }),
    anEvent({ event_id: "f-no-tokens", model: "own-model", timestamp: yesterday }),
  ]);
  await until(storedRows, (rows) => Object.keys(rows).length === 6, 30_000);
});

describe("estimating anew", () => {
  it("takes the prices in force, changes only what nobody reported, and says what that makes", async () => {
    const before = { stored: await storedRows(), facts: await storedFacts() };
    expect(before.stored).toMatchObject({ "a-unknown": ["0", "none"], "b-list": ["1.25", "estimated"] });
    const cookie = await tenant.signIn();
    for (const price of [{ model: "own-model", input: 3 }, { model: "gpt-5", input: 1 }]) {
      const set = await fetch(`${facts.urls.edge}/v1/prices`, {
        method: "PUT",
        headers: { cookie, origin: originOf(facts), "content-type": "application/json" },
        body: JSON.stringify({ ...price, output: 1, valid_from: "2026-01-01T00:00:00Z" }),
      });
      expect(set.status).toBe(200);
    }
    const sums = { rows: 4, changed: 2, before_usd: 1.3, after_usd: 4.05, unpriced: { "own-model-2": 1 } };
    expect(await reprice(true)).toEqual(sums);
    expect(await storedRows()).toEqual(before.stored);
    expect(await reprice(false)).toEqual(sums);
    expect(await storedRows()).toEqual({
      ...before.stored,
      "a-unknown": ["3", "estimated"],
      "b-list": ["1", "estimated"],
    });
    expect(await storedFacts()).toEqual(before.facts);
  });

  it("has nothing left to change when it is done again", async () => {
    const stored = await storedRows();
    expect(await reprice(false)).toMatchObject({ rows: 4, changed: 0, before_usd: 4.05, after_usd: 4.05 });
    expect(await storedRows()).toEqual(stored);
  });

  it("is for operators, for organisations that there are, and for periods that make sense", async () => {
    const step = { org_id: tenant.orgId, ...period };
    expect((await takeStep(step, "not-the-token-not-the-token")).status).toBe(401);
    expect((await takeStep({ ...step, org_id: "org_nobody" })).status).toBe(404);
    expect((await takeStep({ ...step, to: step.from })).status).toBe(422);
    expect((await takeStep({ ...step, cursor: "x" })).status).toBe(422);
  });
});
