import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import type { ExportSummary } from "../../contract/exports.ts";
import type { Retention } from "../../contract/retention.ts";
import { dayPrefix } from "../../stores/archive/day-archive.ts";
import { archiveDay } from "../../workers/jobs/archive/archive-day.ts";
import { keepRetention } from "../../workers/jobs/retention/retention-job.ts";
import { ask } from "../helpers/ask.ts";
import { keepSteps } from "../helpers/cut-off.ts";
import { jobContext, jobPorts } from "../helpers/job-ports.ts";
import { addPerson } from "../helpers/people.ts";
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
  return await keepRetention(jobContext(jobPorts(facts, "us", buckets), { startedAt }), {});
}

async function setRetention(tenant: TestTenant, days: number | null) {
  return await ask(facts, "PUT", "/v1/organization/retention", {
    cookie: await tenant.signIn(),
    body: { detail_days: days },
  });
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

  it("forgets with an export's file by which values it was filtered", async () => {
    const tenant = await newTenant(facts, "us");
    const cookie = await tenant.signIn();
    const query = { user_id: ["ana@example.com", "!bo@example.com"], q: "needle" };
    const made = await ask(facts, "POST", "/v1/exports", { cookie, body: { source: "events", format: "csv", query } });
    const { id } = made.body as ExportSummary;
    const show = async () => (await ask(facts, "GET", `/v1/exports/${id}`, { cookie })).body as ExportSummary;
    await until(show, ({ state }) => state === "ready");
    await keep();
    expect(await show()).toMatchObject({ filters: { user_id: query.user_id }, text: "needle" });
    for (let i = 0; i < 2; i++) await keep(Date.now() + 8 * DAY_MS);
    expect(await show()).toMatchObject({ state: "expired", filters: { user_id: [] }, text: null });
  });

  it("deletes what an organisation keeps for less time than others, stored and archived, and nobody else's", async () => {
    const [short, other] = [await newTenant(facts, "us"), await newTenant(facts, "us")];
    const ports = jobPorts(facts, "us", buckets);
    const events = [1, 7, 8].map((days) => anEvent({ timestamp: `${dayBefore(days)}T12:00:00Z` }));
    for (const tenant of [short, other]) {
      const own = events.map((event) => ({ ...event, event_id: crypto.randomUUID() }));
      expect((await postEvents(facts, tenant, own)).status).toBe(202);
      await until(() => count(tenant), (n) => n === events.length);
      for (const days of [7, 8]) {
        const day = { region: "us" as const, orgId: tenant.orgId, day: dayBefore(days) };
        expect(await archiveDay({ ports, step: keepSteps() }, day, { runTag: "t" })).toMatchObject({ rows: 1 });
      }
    }
    expect((await setRetention(short, 7)).status).toBe(200);
    expect(await keep()).toMatchObject({ events_deleted: 1, days_deleted: 1 });
    expect([await count(short), await count(other)]).toEqual([2, 3]);
    const left = await keysOf(buckets.archive);
    const has = ({ orgId }: TestTenant, days: number) =>
      left.some((key) => key.startsWith(dayPrefix({ region: "us", orgId, day: dayBefore(days) })));
    expect([has(short, 7), has(short, 8), has(other, 7), has(other, 8)]).toEqual([true, false, true, true]);
  });
});

describe("how long single events are kept", () => {
  it("is chosen by admins within the bounds of the plan, and written down with what was before", async () => {
    const tenant = await newTenant(facts, "us");
    const cookie = await tenant.signIn();
    const read = async () => (await ask(facts, "GET", "/v1/organization/retention", { cookie })).body as Retention;
    expect(await read()).toMatchObject({ detail_days: 396, chosen: false, bounds: { min: 7, max: 396 } });
    for (const days of [90, 90, 30, null]) {
      const { body } = await setRetention(tenant, days);
      expect(body).toMatchObject({ detail_days: days ?? 396, chosen: days !== null });
    }
    expect(await read()).toMatchObject({ detail_days: 396, chosen: false });
    const log = await ask(facts, "GET", "/v1/audit?action=organization.retention_changed", { cookie });
    const { data } = log.body as { data: { details: unknown }[] };
    expect(data.map(({ details }) => details)).toEqual([
      { before: { detail_days: 30 }, after: { detail_days: null } },
      { before: { detail_days: 90 }, after: { detail_days: 30 } },
      { before: { detail_days: null }, after: { detail_days: 90 } },
    ]);
  });

  it("is not changed to what the plan does not give, to nonsense, or by managers", async () => {
    const tenant = await newTenant(facts, "us");
    for (const days of [0, 6, 397, 1.5]) expect((await setRetention(tenant, days)).status).toBe(422);
    const { cookie } = await addPerson(facts, tenant.orgId, "manager");
    const refused = await ask(facts, "PUT", "/v1/organization/retention", { cookie, body: { detail_days: 30 } });
    expect(refused).toMatchObject({ status: 403, body: { code: "SCOPE_MISSING" } });
    expect((await ask(facts, "GET", "/v1/organization/retention", { cookie })).body).toMatchObject({ chosen: false });
  });
});
