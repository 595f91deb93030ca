import pg from "pg";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { dayPrefix } from "../../stores/archive/day-archive.ts";
import { archiveDay } from "../../workers/jobs/archive/archive-day.ts";
import { keepRetention } from "../../workers/jobs/retention/retention-job.ts";
import { keepSteps } from "../helpers/cut-off.ts";
import { jobPorts } from "../helpers/job-ports.ts";
import { keysOf, openRealBuckets, type RealBuckets } from "../helpers/real-buckets.ts";
import { anEvent, askClickHouse, postEvents, until } from "../helpers/stack-client.ts";
import { newTenant, type TestTenant } from "../helpers/tenant.ts";

const facts = inject("stack");
const DAY_MS = 86_400_000;
const dayBefore = (days: number) => new Date(Date.now() - days * DAY_MS).toISOString().slice(0, 10);

let buckets: RealBuckets;
beforeAll(async () => void (buckets = await openRealBuckets()));
afterAll(() => buckets?.close());

/** One run as of a time; the buckets are the test's own. */
async function keep(startedAt = Date.now()) {
  const step = keepSteps();
  const tell = () => Promise.resolve();
  return await keepRetention({ ports: jobPorts(facts, "us", buckets), step, tell, runId: "r", startedAt }, {});
}

async function setRetention({ orgId }: TestTenant, days: number): Promise<void> {
  const client = new pg.Client({ connectionString: facts.urls.postgres_app });
  await client.connect();
  try {
    await client.query("BEGIN");
    await client.query("SELECT set_config('app.current_org_id', $1, true)", [orgId]);
    const settings = "settings || jsonb_build_object('retention_days', $1::int)";
    await client.query(`UPDATE organizations SET settings = ${settings} WHERE id = $2`, [days, orgId]);
    await client.query("COMMIT");
  } finally {
    await client.end();
  }
}

const count = async ({ orgId }: TestTenant) => {
  const sql = "SELECT count() AS n FROM events FINAL WHERE org_id = {org:String}";
  return (await askClickHouse<{ n: number }>(facts, "us", sql, { org: orgId }))[0]?.n;
};

describe("keepRetention()", () => {
  it("removes raw log and dead letters after thirty days, to the day", async () => {
    const path = (days: number) => dayBefore(days).replaceAll("-", "/");
    const raw = [29, 30, 31, 400].map((days) => `raw/us/${path(days)}/07/a.ndjson.gz`);
    const letters = [30, 31].map((days) => `dead-letters/us/org_1/${path(days)}/m.chunk`);
    for (const key of [...raw, ...letters]) await buckets.rawLog.put(key, "x");
    expect(await keep()).toMatchObject({ raw_log: 2, dead_letters: 1 });
    expect(new Set(await keysOf(buckets.rawLog))).toEqual(new Set([letters[0], ...raw.slice(0, 2)]));
    expect(await keep()).toMatchObject({ raw_log: 0, dead_letters: 0 });
  });

  it("removes exported files after seven days", async () => {
    await buckets.exports.put("exports/org_1/a.csv", "x");
    expect(await keep(Date.now() + 6 * DAY_MS)).toMatchObject({ exports: 0 });
    expect(await keep(Date.now() + 8 * DAY_MS)).toMatchObject({ exports: 1 });
    expect(await keysOf(buckets.exports)).toEqual([]);
  });

  it("deletes what an organisation keeps for less time than others, stored and archived, and nobody else's", async () => {
    const [short, other] = [await newTenant(facts, "us"), await newTenant(facts, "us")];
    const ports = jobPorts(facts, "us", buckets);
    const events = [1, 6, 7].map((days) => anEvent({ timestamp: `${dayBefore(days)}T12:00:00Z` }));
    for (const tenant of [short, other]) {
      const own = events.map((event) => ({ ...event, event_id: crypto.randomUUID() }));
      expect((await postEvents(facts, tenant, own)).status).toBe(202);
      await until(() => count(tenant), (n) => n === events.length);
      for (const days of [6, 7]) {
        const day = { region: "us" as const, orgId: tenant.orgId, day: dayBefore(days) };
        expect(await archiveDay({ ports, step: keepSteps() }, day, { runTag: "t" })).toMatchObject({ rows: 1 });
      }
    }
    await setRetention(short, 6);
    expect(await keep()).toMatchObject({ events_deleted: 1, days_deleted: 1 });
    expect([await count(short), await count(other)]).toEqual([2, 3]);
    const left = await keysOf(buckets.archive);
    const has = ({ orgId }: TestTenant, days: number) =>
      left.some((key) => key.startsWith(dayPrefix({ region: "us", orgId, day: dayBefore(days) })));
    expect([has(short, 6), has(short, 7), has(other, 6), has(other, 7)]).toEqual([true, false, true, true]);
  });
});
