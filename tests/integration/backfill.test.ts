import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import type { Overview } from "../../contract/query.ts";
import { type ArchiveDay, readManifest } from "../../stores/archive/day-archive.ts";
import { backFill } from "../../workers/jobs/backfill/back-fill.ts";
import { ask } from "../helpers/ask.ts";
import { CutOff, keepSteps } from "../helpers/cut-off.ts";
import { jobPorts } from "../helpers/job-ports.ts";
import { openRealBuckets, type RealBuckets } from "../helpers/real-buckets.ts";
import { askClickHouse } from "../helpers/stack-client.ts";
import { randomRows } from "../helpers/random-rows.ts";
import { storeRows } from "../helpers/stored-rows.ts";
import { newTenant, type TestTenant } from "../helpers/tenant.ts";

const facts = inject("stack");
const DAY_MS = 86_400_000;
/** Two days that are over. */
const FROM = Math.floor(Date.now() / DAY_MS - 4) * DAY_MS;
const TO = FROM + 2 * DAY_MS;
const DAYS = [FROM, FROM + DAY_MS].map((day) => new Date(day).toISOString().slice(0, 10));
const PERIOD = { from: new Date(FROM).toISOString(), to: new Date(TO).toISOString() };

let tenant: TestTenant;
let cookie = "";
let buckets: RealBuckets;

beforeAll(async () => {
  buckets = await openRealBuckets();
  tenant = await newTenant(facts, "us");
  cookie = await tenant.signIn();
  await storeRows(facts, tenant.orgId, "us", randomRows(400, FROM, TO, 5));
});
afterAll(() => buckets?.close());

interface Totals {
  events: number;
  cost: number;
}

/** What the product answers for the period. */
async function shown(): Promise<Totals> {
  const { body } = await ask(facts, "GET", `/v1/metrics/overview?${new URLSearchParams(PERIOD).toString()}`, {
    cookie,
  });
  const { context, kpis } = body as Overview;
  return { events: context.events, cost: kpis.cost_usd.value ?? 0 };
}

async function stored(): Promise<Totals> {
  const sql =
    `SELECT count() AS events, toFloat64(sum(cost_usd)) AS cost FROM events FINAL WHERE org_id = {org:String}`;
  const [totals] = await askClickHouse<Totals>(facts, "us", sql, { org: tenant.orgId });
  if (totals === undefined) throw new Error("an aggregate has one row");
  return totals;
}

async function archivedRows(): Promise<number> {
  const days = DAYS.map((day): ArchiveDay => ({ region: "us", orgId: tenant.orgId, day }));
  const manifests = await Promise.all(days.map((day) => readManifest(buckets.archive, day)));
  return manifests.reduce((sum, found) => sum + (found?.manifest.rows ?? 0), 0);
}

type Step = ReturnType<typeof keepSteps>;

/** Steps of a run that is killed once at each of them: before it, or after its effect and before anybody heard of it. */
function mortalSteps(when: "before" | "after"): { step: Step; deaths: () => number } {
  const keep = keepSteps();
  const died = new Set<string>();
  return {
    deaths: () => died.size,
    step: (name, work) =>
      keep(name, async () => {
        if (died.has(name)) return await work();
        died.add(name);
        if (when === "after") await work();
        throw new CutOff();
      }),
  };
}

const AT_ONCE = { pause: () => Promise.resolve(), tell: () => Promise.resolve() };

async function run(step: Step) {
  const context = { ports: jobPorts(facts, "us", buckets), step, runId: "r", startedAt: Date.now() };
  return await backFill({ ...context, ...AT_ONCE }, { ...PERIOD, org_id: tenant.orgId });
}

/** Goes on with a run for as long as it dies. */
async function runThrough(step: Step): Promise<Awaited<ReturnType<typeof run>>> {
  for (;;) {
    try {
      return await run(step);
    } catch (error) {
      if (!(error instanceof CutOff)) throw error;
    }
  }
}

describe("backFill()", () => {
  it("needs a period", async () => {
    const context = { ports: jobPorts(facts, "us", buckets), step: keepSteps(), runId: "r", startedAt: Date.now() };
    await expect(backFill({ ...context, ...AT_ONCE }, {})).rejects.toThrow("A period is needed");
  });

  it.each(["before", "after"] as const)(
    "brings figures and archive in line with the events, though it is killed %s each of its steps",
    async (when) => {
      await run(keepSteps());
      // As after a restore that has less than there was.
      const gone = `ALTER TABLE events DELETE WHERE org_id = {org:String} AND cityHash64(event_id) % 3 = ${
        when === "before" ? 0 : 1
      } SETTINGS mutations_sync = 2`;
      await askClickHouse(facts, "us", gone, { org: tenant.orgId });
      const wanted = await stored();
      expect(await archivedRows()).toBeGreaterThan(wanted.events);

      const { step, deaths } = mortalSteps(when);
      await runThrough(step);
      expect(deaths()).toBeGreaterThan(5);
      expect((await shown()).events).toBe(wanted.events);
      expect((await shown()).cost).toBeCloseTo(wanted.cost, 6);
      expect(await archivedRows()).toBe(wanted.events);
    },
    120_000,
  );
});
