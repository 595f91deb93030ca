import { beforeAll, describe, expect, inject, it } from "vitest";
import { type ApiKeySummary, CreatedApiKey, Me, Onboarding } from "../../contract/account.ts";
import type { ProblemBody } from "../../contract/problem.ts";
import { anEvent, get, postEvents, until } from "../helpers/stack-client.ts";
import { newTenant, originOf, signIn, type TestTenant } from "../helpers/tenant.ts";

const facts = inject("stack");
const [kestrel, northwind] = [facts.organizations[0], facts.organizations[1]];
if (kestrel === undefined || northwind === undefined) throw new Error("the demo organisations are missing");
const viewerLogin = kestrel.logins.find(({ role }) => role === "viewer");
const adminLogin = kestrel.logins.find(({ role }) => role === "admin");
if (viewerLogin === undefined || adminLogin === undefined) throw new Error("the demo logins are missing");

async function send(method: string, path: string, cookie: string, body?: unknown, origin = originOf(facts)) {
  const response = await fetch(`${facts.urls.edge}${path}`, {
    method,
    headers: { cookie, origin, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === "" ? undefined : JSON.parse(text) };
}

async function codeOf(response: Response): Promise<string> {
  const body: unknown = await response.json();
  return (body as ProblemBody).code;
}

describe("signing in", () => {
  it("opens a session that scripts of the page cannot read, and that other sites do not send along", async () => {
    const { headers } = await send("POST", "/auth/sign-in/email", "", viewerLogin);
    const cookie = headers.getSetCookie().join();
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Lax/);
  });

  it("is refused with a wrong password, and from another site's page", async () => {
    const wrong = await send("POST", "/auth/sign-in/email", "", { ...viewerLogin, password: "not the password" });
    expect(wrong.status).toBe(401);
    const cookie = await signIn(facts, viewerLogin.email, viewerLogin.password);
    const foreign = await send("POST", "/auth/sign-out", cookie, {}, "https://evil.example");
    expect(foreign.status).toBe(403);
  });

  it("tells who one is, for which organisation", async () => {
    const cookie = await signIn(facts, viewerLogin.email, viewerLogin.password);
    const me = Me.parse(await (await get(facts, "/v1/me", cookie)).json());
    expect(me.user.email).toBe(viewerLogin.email);
    expect(me.organization).toMatchObject({ id: kestrel.id, slug: "kestrel", residency: "eu", role: "viewer" });
  });

  it("ends with signing out, for copies of the cookie too", async () => {
    const cookie = await signIn(facts, viewerLogin.email, viewerLogin.password);
    expect((await send("POST", "/auth/sign-out", cookie, {})).status).toBe(200);
    expect((await get(facts, "/v1/me", cookie)).status).toBe(401);
  });

  it("does not take a cookie whose signature is not ours", async () => {
    const cookie = await signIn(facts, viewerLogin.email, viewerLogin.password);
    const forged = cookie.replace(/\.[^.]+$/, `.${encodeURIComponent(btoa("x".repeat(32)))}`);
    expect((await get(facts, "/v1/me", forged)).status).toBe(401);
  });
});

describe("organisations", () => {
  it("are switched between by their members only", async () => {
    const tenant = await newTenant(facts, "us");
    const cookie = await tenant.signIn();
    const second = await send("POST", "/v1/organizations", cookie, { name: "Zweite Straße", residency: "eu" });
    expect(second).toMatchObject({ status: 201, body: { role: "admin", residency: "eu" } });
    const back = await send("POST", "/v1/session/organization", cookie, { organization_id: tenant.orgId });
    expect(back).toMatchObject({ status: 200, body: { organization: { id: tenant.orgId, residency: "us" } } });
    expect(back.body.organizations).toHaveLength(2);
    const foreign = await send("POST", "/v1/session/organization", cookie, { organization_id: northwind.id });
    expect(foreign).toMatchObject({ status: 403, body: { code: "ORG_MISMATCH" } });
    const me = Me.parse(await (await get(facts, "/v1/me", cookie)).json());
    expect(me.organization.id).toBe(tenant.orgId);
  });

  it("get an address of their own, also when another has the name", async () => {
    const cookie = await (await newTenant(facts, "us")).signIn();
    const name = `Twin ${crypto.randomUUID().slice(0, 8)}`;
    const [first, second] = await Promise.all(
      [1, 2].map(() => send("POST", "/v1/organizations", cookie, { name, residency: "us" })),
    );
    expect([first?.status, second?.status]).toEqual([201, 201]);
    expect(first?.body.slug).not.toBe(second?.body.slug);
    const me = Me.parse(await (await get(facts, "/v1/me", cookie)).json());
    expect(me.organizations).toHaveLength(3);
    expect([first?.body.id, second?.body.id]).toContain(me.organization.id);
  });

  it("are founded by one person twenty times a day", { timeout: 30_000 }, async () => {
    const cookie = await (await newTenant(facts, "us")).signIn();
    const name = `Many ${crypto.randomUUID().slice(0, 8)}`;
    const statuses: number[] = [];
    for (let i = 0; i < 20; i++) {
      statuses.push(
        (await send("POST", "/v1/organizations", cookie, { name: `${name} ${i}`, residency: "us" })).status,
      );
    }
    expect(statuses).toEqual([...Array.from({ length: 19 }, () => 201), 429]);
  });

  it("are founded through one door, which makes the founder an admin with it", async () => {
    const cookie = await (await newTenant(facts, "us")).signIn();
    const body = { name: "Side door", slug: `side-${crypto.randomUUID().slice(0, 8)}`, residency: "us" };
    expect((await send("POST", "/auth/organization/create", cookie, body)).status).toBe(404);
    const unnamed = await send("POST", "/v1/organizations", cookie, { name: "a\u0000b", residency: "us" });
    expect(unnamed).toMatchObject({ status: 422, body: { errors: [{ pointer: "/name" }] } });
  });

  it.each(["update", "set-active", "invite-member", "update-member-role", "get-full-organization", "delete"])(
    "cannot be reached through the sign-in library: %s",
    async (action) => {
      const cookie = await (await newTenant(facts, "eu")).signIn();
      const body = { organizationId: northwind.id, data: { residency: "us" } };
      const answer = await send("POST", `/auth/organization/${action}`, cookie, body);
      expect(answer).toMatchObject({ status: 404, body: { code: "NOT_FOUND" } });
    },
  );
});

describe("API keys", () => {
  let tenant = {} as TestTenant;
  let cookie = "";
  beforeAll(async () => {
    tenant = await newTenant(facts, "eu");
    cookie = await tenant.signIn();
  });

  it("are shown once and kept as a hash", async () => {
    const created = await send("POST", "/v1/keys", cookie, { name: "CI" });
    expect(created.status).toBe(201);
    expect(created.headers.get("cache-control")).toBe("no-store");
    const { key, ...summary } = CreatedApiKey.parse(created.body);
    expect(key).toMatch(/^fg_eu_[A-Za-z0-9]{32}$/);
    const listed = await (await get(facts, "/v1/keys", cookie)).text();
    expect(listed).not.toContain(key);
    expect((JSON.parse(listed) as { data: ApiKeySummary[] }).data[0]).toEqual(summary);
  });

  it("are taken by the edge at once, and note that they were used", async () => {
    const { key, id } = CreatedApiKey.parse((await send("POST", "/v1/keys", cookie, { name: "used" })).body);
    expect((await postEvents(facts, { ...tenant, apiKey: key }, [anEvent()])).status).toBe(202);
    const read = async () => {
      const { data } = await (await get(facts, "/v1/keys", cookie)).json() as { data: ApiKeySummary[] };
      return data.find((row) => row.id === id)?.last_used_at;
    };
    await until(read, (at) => at !== null);
  });

  it("are refused once revoked, also by an edge that has never seen them", async () => {
    const { key, id } = CreatedApiKey.parse((await send("POST", "/v1/keys", cookie, { name: "gone" })).body);
    expect((await send("DELETE", `/v1/keys/${id}`, cookie)).status).toBe(204);
    expect((await send("DELETE", `/v1/keys/${id}`, cookie)).status).toBe(204);
    const refused = await postEvents(facts, { ...tenant, apiKey: key }, [anEvent()]);
    expect([refused.status, await codeOf(refused)]).toEqual([401, "AUTH_REVOKED"]);
  });

  it("are neither made nor revoked by viewers, nor by people of another organisation", async () => {
    const viewer = await signIn(facts, viewerLogin.email, viewerLogin.password);
    const made = await send("POST", "/v1/keys", viewer, { name: "x" });
    expect(made).toMatchObject({ status: 403, body: { code: "SCOPE_MISSING" } });
    const { data } = await (await get(facts, "/v1/keys", cookie)).json() as { data: ApiKeySummary[] };
    const stranger = await (await newTenant(facts, "eu")).signIn();
    expect((await send("DELETE", `/v1/keys/${data[0]?.id}`, stranger)).status).toBe(404);
  });

  it("are not made for another site's page", async () => {
    const foreign = await send("POST", "/v1/keys", cookie, { name: "x" }, "https://evil.example");
    expect(foreign).toMatchObject({ status: 403, body: { code: "SCOPE_MISSING" } });
  });

  it("need a name; what is wrong is pointed at", async () => {
    const unnamed = await send("POST", "/v1/keys", cookie, { name: " ", scopes: [] });
    expect(unnamed.status).toBe(422);
    expect(unnamed.body.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual(["/name", "/scopes"]);
  });
});

describe("the first run", () => {
  it("waits for the first event and sees it arrive", async () => {
    const tenant = await newTenant(facts, "us");
    const cookie = await tenant.signIn();
    const read = async () => Onboarding.parse(await (await get(facts, "/v1/onboarding", cookie)).json());
    expect(await read()).toMatchObject({ has_events: false, last_event_at: null, region: "us" });
    const event = anEvent();
    await postEvents(facts, tenant, [event]);
    const arrived = await until(read, ({ has_events }) => has_events);
    expect(arrived.last_event_at).toBe(event.timestamp);
  });
});

describe("bodies that are none", () => {
  it.each([
    ["text/plain", '{"name":"x"}', 415, "UNSUPPORTED_MEDIA_TYPE"],
    ["application/json", '{"name":', 400, "MALFORMED_JSON"],
    ["application/json", JSON.stringify({ name: "x".repeat(70_000) }), 413, "BODY_TOO_LARGE"],
  ])("of type %s are answered with what is wrong: %#", async (type, body, status, code) => {
    const cookie = await signIn(facts, adminLogin.email, adminLogin.password);
    const headers = { cookie, origin: originOf(facts), "content-type": type };
    const response = await fetch(`${facts.urls.edge}/v1/keys`, { method: "POST", headers, body });
    expect([response.status, await codeOf(response)]).toEqual([status, code]);
  });
});

describe("paths and methods that are none", () => {
  it.each([
    ["GET", "/v1/nothing", 404, "NOT_FOUND"],
    ["PUT", "/v1/keys", 405, "METHOD_NOT_ALLOWED"],
  ])("%s %s answers %i as a problem with the request's id", async (method, path, status, code) => {
    const answer = await send(method, path, "");
    expect(answer).toMatchObject({ status, body: { code } });
    expect(answer.headers.get("x-request-id")).toBe(answer.body.instance);
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
  });
});
