import pg from "pg";
import { expect, inject, it } from "vitest";
import { CreatedApiKey, type Me } from "../../contract/account.ts";
import type { Organization } from "../../contract/organization.ts";
import type { Overview } from "../../contract/query.ts";
import { nearestRegion, type Region, type Residency } from "../../contract/tenant.ts";
import { anEvent, askClickHouse, get, postEvents, until, watchLive } from "../helpers/stack-client.ts";
import { newTenant, originOf } from "../helpers/tenant.ts";

const facts = inject("stack");

/** An organisation that was founded from where `home` is nearest, which cannot be had from this place, and its founder. */
async function foundAt(home: Region): Promise<{ orgId: string; apiKey: string; cookie: string }> {
  const founder = await newTenant(facts, "us");
  const cookie = await founder.signIn();
  const { user } = await (await get(facts, "/v1/me", cookie)).json<Me>();
  const orgId = `org_${crypto.randomUUID()}`;
  await insertOrganization({ orgId, residency: "global", home });
  await asSignIn("INSERT INTO members (id, org_id, user_id, role) VALUES ($1, $2, $3, 'admin')", [
    `mem_${crypto.randomUUID()}`,
    orgId,
    user.id,
  ]);
  const headers = { "content-type": "application/json", origin: originOf(facts), cookie };
  const post = (path: string, body: object) =>
    fetch(`${facts.urls.edge}${path}`, { method: "POST", headers, body: JSON.stringify(body) });
  expect((await post("/v1/session/organization", { organization_id: orgId })).ok).toBe(true);
  const { key } = CreatedApiKey.parse(await (await post("/v1/keys", { name: "test" })).json());
  return { orgId, apiKey: key, cookie };
}

async function insertOrganization(
  { orgId, residency, home }: { orgId: string; residency: Residency; home: Region | null },
): Promise<void> {
  const columns = "INSERT INTO organizations (id, slug, name, residency, home_region) VALUES ($1, $2, 'Home', $3, $4)";
  await asSignIn(columns, [orgId, orgId.toLowerCase().replace("_", "-"), residency, home]);
}

async function asSignIn(sql: string, parameters: (string | null)[]): Promise<void> {
  const client = new pg.Client({ connectionString: facts.urls.postgres_auth });
  await client.connect();
  try {
    await client.query(sql, parameters);
  } finally {
    await client.end();
  }
}

const countIn = async (region: Region, orgId: string) =>
  (await askClickHouse<{ rows: number }>(
    facts,
    region,
    "SELECT count() AS rows FROM events FINAL WHERE org_id = {org:String}",
    { org: orgId },
  ))[0]?.rows;

it.each([["us", "eu"], ["eu", "us"]] as const)(
  "an organisation without a region in its residency is at home in %s alone: stored, asked and live there",
  async (home, elsewhere) => {
    const { cookie, ...tenant } = await foundAt(home);
    const events = Array.from({ length: 5 }, () => anEvent({ cost_usd: 0.5 }));
    expect((await postEvents(facts, tenant, events)).status).toBe(202);
    await until(() => countIn(home, tenant.orgId), (rows) => rows === 5);
    expect(await countIn(elsewhere, tenant.orgId)).toBe(0);
    const overview = await (await get(facts, "/v1/metrics/overview?period=24h", cookie)).json<Overview>();
    expect([overview.context.events, overview.kpis.cost_usd.value]).toEqual([5, 2.5]);
    const viewer = await watchLive(facts, cookie);
    const snapshot = await viewer.waitFor((message) => message.type === "SNAPSHOT");
    expect(snapshot.type === "SNAPSHOT" && snapshot.windows.map(({ totals }) => totals.events)).toEqual([5]);
    viewer.close();
    expect((await get(facts, "/v1/ingestion/warnings", cookie)).status).toBe(200);
    const described = await (await get(facts, "/v1/organization", cookie)).json<
      { residency: string; region: string }
    >();
    expect(described).toMatchObject({ residency: "global", region: home });
  },
);

it("an organisation is founded without a region in its residency, and is at home where its founder is", async () => {
  const tenant = await newTenant(facts, "global");
  const described = await (await get(facts, "/v1/organization", await tenant.signIn())).json<Organization>();
  // The local runtime says of everybody that they are in North America.
  expect(described).toMatchObject({ residency: "global", region: "us" });
});

it("nobody's home is other than the residency where that names a region", async () => {
  const contradiction = { orgId: `org_${crypto.randomUUID()}`, residency: "eu", home: "us" } as const;
  await expect(insertOrganization(contradiction)).rejects.toThrow(/organizations_home/);
});

it.each([["EU", "eu"], ["AF", "eu"], ["NA", "us"], ["AS", "us"], [undefined, "us"]] as const)(
  "a founder in %s is nearest to %s",
  (continent, region) => expect(nearestRegion(continent)).toBe(region),
);
