import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { deleteOrganizations } from "../../workers/jobs/deletion/delete-organizations.ts";
import { ask } from "../helpers/ask.ts";
import { jobContext, jobPorts } from "../helpers/job-ports.ts";
import { withClient } from "../helpers/people.ts";
import { keysOf, openRealBuckets, type RealBuckets } from "../helpers/real-buckets.ts";
import { anEvent, askClickHouse, postEvents, until } from "../helpers/stack-client.ts";
import { newTenant, type TestTenant } from "../helpers/tenant.ts";

const facts = inject("stack");
let buckets: RealBuckets;
beforeAll(async () => void (buckets = await openRealBuckets()));
afterAll(() => buckets?.close());

const count = async ({ orgId }: TestTenant) =>
  (await askClickHouse(facts, "us", "SELECT 1 FROM events WHERE org_id = {org:String}", { org: orgId })).length;

const run = () => {
  return deleteOrganizations(jobContext(jobPorts(facts, "us", buckets), { runId: "run_1" }), {});
};

async function isThere({ orgId }: TestTenant): Promise<boolean> {
  return await withClient(
    facts.urls.postgres_auth,
    async (auth) => (await auth.query("SELECT 1 FROM organizations WHERE id = $1", [orgId])).rowCount === 1,
  );
}

/** Lets the grace of an organisation be over. */
async function makeDue({ orgId }: TestTenant): Promise<void> {
  await withClient(facts.urls.postgres_app, async (app) => {
    await app.query("SELECT set_config('app.current_org_id', $1, false)", [orgId]);
    await app.query("UPDATE organizations SET deletion_due_at = now() - interval '1 minute'");
  });
}

describe("deleteOrganizations()", () => {
  it("deletes what is due from every store, leaves the rest, and the log remembers it", async () => {
    const [doomed, waiting] = [await newTenant(facts, "us"), await newTenant(facts, "us")];
    for (const tenant of [doomed, waiting]) await postEvents(facts, tenant, [anEvent()]);
    await until(async () => [await count(doomed), await count(waiting)], ([a, b]) => a === 1 && b === 1);
    const cookie = await waiting.signIn();
    const { body } = await ask(facts, "GET", "/v1/organization", { cookie });
    await ask(facts, "POST", "/v1/organization/deletion", { cookie, body: { slug: body.slug } });
    await buckets.archive.put(`archive/us/org_id=${doomed.orgId}/year=2026/month=01/day=01/manifest.json`, "{}");
    await buckets.archive.put(`archive/us/org_id=${waiting.orgId}/year=2026/month=01/day=01/manifest.json`, "{}");
    await makeDue(doomed);
    expect((await run())["organizations"]).toBeGreaterThanOrEqual(1);
    expect([await count(doomed), await count(waiting)]).toEqual([0, 1]);
    expect([await isThere(doomed), await isThere(waiting)]).toEqual([false, true]);
    expect(await keysOf(buckets.archive)).toEqual([expect.stringContaining(waiting.orgId)]);
    const lines = await withClient(facts.urls.postgres_app, async (app) => {
      await app.query("SELECT set_config('app.current_org_id', $1, false)", [doomed.orgId]);
      return (await app.query("SELECT action, actor_kind FROM audit_log WHERE action = 'organization.deleted'")).rows;
    });
    expect(lines).toEqual([{ action: "organization.deleted", actor_kind: "system" }]);
  });

  it("may not delete an organisation that is not due, whatever it tries", async () => {
    const tenant = await newTenant(facts, "us");
    await withClient(facts.urls.postgres_jobs, async (jobs) => {
      const { rowCount } = await jobs.query("DELETE FROM organizations WHERE id = $1", [tenant.orgId]);
      expect(rowCount).toBe(0);
    });
    expect(await isThere(tenant)).toBe(true);
  });
});
