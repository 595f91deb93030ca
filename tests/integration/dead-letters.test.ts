import pg from "pg";
import { describe, expect, inject, it } from "vitest";
import type { IngestionWarning, WarningList, WarningReplay } from "../../contract/ingestion-warning.ts";
import { replayStep } from "../helpers/operator.ts";
import { anEvent, askClickHouse, get, postEvents, until } from "../helpers/stack-client.ts";
import { newTenant, originOf, signIn, type TestTenant } from "../helpers/tenant.ts";
import { whilePoisonous } from "../helpers/while-poisonous.ts";

const facts = inject("stack");

async function warningsOf(cookie: string, query = ""): Promise<IngestionWarning[]> {
  const response = await get(facts, `/v1/ingestion/warnings${query}`, cookie);
  expect(response.status).toBe(200);
  return (await response.json<WarningList>()).data;
}

async function replayOwn(cookie: string): Promise<WarningReplay> {
  const response = await fetch(`${facts.urls.edge}/v1/ingestion/warnings/replay`, {
    method: "POST",
    headers: { cookie, origin: originOf(facts) },
  });
  expect(response.status).toBe(200);
  return await response.json<WarningReplay>();
}

const idsOf = async ({ orgId, region }: TestTenant) =>
  (await askClickHouse<{ event_id: string }>(
    facts,
    region,
    "SELECT event_id FROM events FINAL WHERE org_id = {org:String}",
    { org: orgId },
  )).map(({ event_id }) => event_id).toSorted();

const parkedOf = async ({ orgId, region }: TestTenant) =>
  (await replayStep(facts, { source: "dead_letters", region, org_id: orgId, dry_run: true })).objects;

async function auditOf({ orgId }: TestTenant): Promise<string[]> {
  const client = new pg.Client({ connectionString: facts.urls.postgres_app });
  await client.connect();
  try {
    await client.query("SELECT set_config('app.current_org_id', $1, false)", [orgId]);
    return (await client.query<{ action: string }>("SELECT action FROM audit_log ORDER BY at")).rows
      .map(({ action }) => action);
  } finally {
    await client.end();
  }
}

describe.each(["us", "eu"] as const)("events that the store refuses in %s", (region) => {
  it("are parked, shown to their tenant alone, parked again by a replay, and stored once they are fit", async () => {
    const [tenant, other] = [await newTenant(facts, region), await newTenant(facts, region)];
    const [cookie, foreign] = [await tenant.signIn(), await other.signIn()];
    const bad = [anEvent({ session_id: "poison", cost_usd: 1 }), anEvent({ session_id: "poison", cost_usd: 2 })];
    const good = [anEvent(), anEvent(), anEvent()];
    await whilePoisonous(facts, tenant, async () => {
      expect((await postEvents(facts, tenant, bad)).status).toBe(202);
      for (const event of good) expect((await postEvents(facts, tenant, [event])).status).toBe(202);
      const [warning] = await until(() => warningsOf(cookie), (warnings) => warnings.length > 0);
      expect(warning).toMatchObject({ kind: "dead_letter", code: "REFUSED", state: "open", count: 2 });
      expect(warning?.detail).toMatch(/VIOLATED_CONSTRAINT/);
      await until(() => idsOf(tenant), (ids) => ids.length === good.length);
      expect(await parkedOf(tenant)).toBe(1);
      expect(await warningsOf(foreign)).toEqual([]);

      expect(await replayOwn(foreign)).toEqual({ replayed: 0, done: true });
      expect(await replayOwn(cookie)).toEqual({ replayed: 1, done: true });
      const isParkedAgain = ([now]: IngestionWarning[]) =>
        now?.state === "open" && now.object_key !== warning?.object_key;
      expect(await until(() => warningsOf(cookie), isParkedAgain)).toHaveLength(1);
      expect(await parkedOf(tenant)).toBe(1);
    });

    expect(await replayOwn(cookie)).toEqual({ replayed: 1, done: true });
    const all = [...good, ...bad].map(({ event_id }) => event_id).toSorted();
    expect(await until(() => idsOf(tenant), (ids) => ids.length >= all.length)).toEqual(all);
    expect(await warningsOf(cookie)).toMatchObject([{ kind: "dead_letter", state: "replayed" }]);
    expect([await parkedOf(tenant), await replayOwn(cookie)]).toEqual([0, { replayed: 0, done: true }]);
    expect((await auditOf(tenant)).filter((action) => action === "dead_letters.replayed")).toHaveLength(3);
  });
});

describe("replaying dead letters", () => {
  const replayAs = async (role: string) => {
    const login = facts.organizations.flatMap(({ logins }) => logins).find((login) => login.role === role);
    if (login === undefined) throw new Error(`the demo cast has no ${role}`);
    const cookie = await signIn(facts, login.email, login.password);
    const headers = { cookie, origin: originOf(facts) };
    return (await fetch(`${facts.urls.edge}/v1/ingestion/warnings/replay`, { method: "POST", headers })).status;
  };

  it("is for managers and admins", async () => {
    expect([await replayAs("viewer"), await replayAs("admin")]).toEqual([403, 200]);
  });

  it("is not for strangers, nor for pages of others", async () => {
    const ask = (headers: Record<string, string>) =>
      fetch(`${facts.urls.edge}/v1/ingestion/warnings/replay`, { method: "POST", headers });
    expect([(await ask({})).status, (await ask({ origin: "https://evil.example" })).status]).toEqual([401, 403]);
  });
});

describe("events that the edge refuses beside others", () => {
  it("are counted by code, once however often the batch is sent, and paged newest first", async () => {
    const tenant = await newTenant(facts, "us");
    const cookie = await tenant.signIn();
    const batch = [
      anEvent(),
      anEvent({ input_tokens: -1 }),
      anEvent({ input_tokens: -2 }),
      { ...anEvent(), user_id: undefined },
    ];
    await postEvents(facts, tenant, batch);
    const again = await postEvents(facts, tenant, batch);
    expect(again.status).toBe(202);
    // The resent batch's warnings take the place of the first one's.
    const isSettled = (warnings: IngestionWarning[]) =>
      warnings.length > 0 && warnings.every(({ request_id }) => request_id === again.headers.get("x-request-id"));
    const warnings = await until(() => warningsOf(cookie, "?kind=rejected_events"), isSettled);
    expect(warnings.map(({ code, count, object_key }) => [code, count, object_key])).toEqual([
      ["REQUIRED", 1, null],
      ["INVALID_VALUE", 2, null],
    ]);
    expect(await warningsOf(cookie, "?kind=dead_letter")).toEqual([]);

    const first = await (await get(facts, "/v1/ingestion/warnings?limit=1", cookie)).json<WarningList>();
    const second = await (await get(facts, `/v1/ingestion/warnings?limit=1&cursor=${first.next_cursor}`, cookie))
      .json<WarningList>();
    expect([...first.data, ...second.data].map(({ id }) => id)).toEqual(warnings.map(({ id }) => id));
    expect(second.next_cursor).toBeNull();
  });
});

describe("requests that the edge refuses whole", () => {
  it("are counted by code, and the events of those without a valid one as well", async () => {
    const tenant = await newTenant(facts, "eu");
    const cookie = await tenant.signIn();
    const post = (body: BodyInit, headers: Record<string, string> = {}) =>
      fetch(`${facts.urls.edge}/v1/events`, {
        method: "POST",
        headers: { authorization: `Bearer ${tenant.apiKey}`, "content-type": "application/json", ...headers },
        body,
      });
    const answers = await Promise.all([
      post(JSON.stringify({ events: [{}, { ...anEvent(), cost_usd: -1 }] })),
      post("{"),
      post("{"),
      post("<a/>", { "content-type": "text/xml" }),
      post(" ".repeat(5 * 1024 * 1024 + 1)),
      post(JSON.stringify({ events: [anEvent({ org_id: "org_other" })] })),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([422, 400, 400, 415, 413, 403]);
    const total = (warnings: IngestionWarning[]) => warnings.reduce((sum, { count }) => sum + count, 0);
    // An isolate tells of what follows the first refusals within half a minute.
    const warnings = await until(() => warningsOf(cookie), (found) => total(found) >= 7, 40_000);
    const counts = new Map<string, number>();
    for (const { kind, code, count } of warnings) {
      counts.set(`${kind} ${code}`, (counts.get(`${kind} ${code}`) ?? 0) + count);
    }
    expect(Object.fromEntries(counts)).toEqual({
      "rejected_events REQUIRED": 1,
      "rejected_events INVALID_VALUE": 1,
      "refused_requests MALFORMED_JSON": 2,
      "refused_requests UNSUPPORTED_MEDIA_TYPE": 1,
      "refused_requests BODY_TOO_LARGE": 1,
      "refused_requests ORG_MISMATCH": 1,
    });
    expect(await warningsOf(cookie, "?kind=rejected_events")).toHaveLength(2);
  }, 60_000);
});

describe("the operators' route", () => {
  const path = "/v1/operator/replay";
  const ask = (headers: Record<string, string>, body: object = {}) =>
    fetch(`${facts.urls.edge}${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(body),
    });

  it("opens for the operator token only, and not for pages", async () => {
    const token = { authorization: `Bearer ${facts.operator_token}` };
    const answers = await Promise.all([
      ask({}),
      ask({ authorization: "Bearer wrong" }),
      ask({ ...token, origin: originOf(facts) }),
      ask(token, { source: "raw" }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 404, 422]);
  });

  it("stands in no document", async () => {
    const document = await (await get(facts, "/v1/openapi.json", "")).text();
    expect(document).toContain("/v1/ingestion/warnings/replay");
    expect(document).not.toContain(path);
  });
});
