import pg from "pg";
import { describe, expect, inject, it } from "vitest";
import { anEvent, askClickHouse, postEvents, until } from "../helpers/stack-client.ts";
import { newTenant, type TestTenant } from "../helpers/tenant.ts";

const facts = inject("stack");

/** Gives an organisation limits of its own. Keys hear of it with their next verdict, so this comes before the first event. */
async function setLimits(tenant: TestTenant, limits: Record<string, number>): Promise<void> {
  const client = new pg.Client({ connectionString: facts.urls.postgres_app });
  await client.connect();
  try {
    await client.query("BEGIN");
    await client.query("SELECT set_config('app.current_org_id', $1, true)", [tenant.orgId]);
    await client.query("UPDATE organizations SET settings = $2 WHERE id = $1", [
      tenant.orgId,
      JSON.stringify({ limits }),
    ]);
    await client.query("COMMIT");
  } finally {
    await client.end();
  }
}

/** Posts batches from several senders until a time; how many events were taken, and the refusals. */
async function flood(
  tenant: TestTenant,
  batch: number,
  untilMs: number,
): Promise<{ taken: number; refusals: Response[] }> {
  let taken = 0;
  const refusals: Response[] = [];
  const send = async () => {
    while (Date.now() < untilMs) {
      const response = await postEvents(facts, tenant, Array.from({ length: batch }, () => anEvent()));
      await response.body?.cancel();
      if (response.status === 202) taken += batch;
      else refusals.push(response);
      await new Promise((resolve) => setTimeout(resolve, 40));
    }
  };
  await Promise.all([send(), send(), send(), send()]);
  return { taken, refusals };
}

describe("an organisation that sends more than its limit", () => {
  it("is held to it within 10 % over ten seconds, and told when to come again, while others are not", async () => {
    const [noisy, quiet] = [await newTenant(facts, "us"), await newTenant(facts, "us")];
    await setLimits(noisy, { events_per_second: 200 });
    const started = Date.now();
    const flooding = flood(noisy, 50, started + 10_000);
    while (Date.now() < started + 9_000) {
      expect((await postEvents(facts, quiet, [anEvent()])).status).toBe(202);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    const { taken, refusals } = await flooding;
    const seconds = (Date.now() - started) / 1000;
    // A second's events may come at once at the start, and a batch may run into debt.
    expect(taken).toBeGreaterThanOrEqual(200 * seconds * 0.9);
    expect(taken).toBeLessThanOrEqual(200 * (seconds + 1) * 1.1 + 50);
    expect(new Set(refusals.map((response) => response.status))).toEqual(new Set([429]));
    for (const { headers } of refusals) {
      expect(Number(headers.get("retry-after"))).toBeGreaterThanOrEqual(1);
      expect([headers.get("ratelimit-limit"), headers.get("ratelimit-remaining")]).toEqual(["200", "0"]);
    }
    const stored = () =>
      askClickHouse<{ rows: number }>(
        facts,
        "us",
        "SELECT count() AS rows FROM events FINAL WHERE org_id = {org:String}",
        {
          org: noisy.orgId,
        },
      );
    await until(stored, ([row]) => row?.rows === taken);
  });
});
