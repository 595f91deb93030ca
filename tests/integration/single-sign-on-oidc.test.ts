import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { ask, type Asked } from "../helpers/ask.ts";
import { addPerson, PERSON_PASSWORD, type TestPerson, withClient } from "../helpers/people.ts";
import { OPENID_CLIENT } from "../helpers/providers/openid-client.ts";
import { type OpenidProvider, startOpenidProvider, type TamperToken } from "../helpers/providers/openid-provider.ts";
import {
  followTo,
  newSsoTenant,
  proveDomain,
  refusalsOf,
  registerProvider,
  type SsoTenant,
  startSso,
  whoIs,
} from "../helpers/single-sign-on.ts";
import { newTenant } from "../helpers/tenant.ts";

const facts = inject("stack");
let idp: OpenidProvider;
let sso: SsoTenant;
let provider: Asked["body"];

const input = () => ({ protocol: "oidc", issuer: idp.issuer, ...OPENID_CLIENT });
const nobody = () => `p-${crypto.randomUUID().slice(0, 8)}`;

beforeAll(async () => {
  idp = await startOpenidProvider();
  sso = await newSsoTenant(facts);
  const registered = await registerProvider(facts, sso, {
    ...input(),
    default_role: "user",
    group_claim: "groups",
    group_roles: { "fleet-managers": "manager" },
  });
  provider = registered.body;
  idp.addClient(provider.callback_url);
  const proven = await proveDomain(facts, sso.admin.cookie, provider);
  if (proven.status !== 200) throw new Error(`proving the domain answered ${proven.status}`);
});
afterAll(async () => {
  await idp.close();
});

const isCallback = (url: URL) => url.pathname.startsWith("/auth/sso/");

/** Walks to the provider and back; answers the callback's address and the browser's mark. */
async function walk(email: string) {
  const { redirectTo, mark } = await startSso(facts, email);
  const callback = await followTo(redirectTo ?? "", isCallback);
  return { callback: `${callback.pathname}${callback.search}`, mark };
}

async function signInAs(person: OpenidProvider["person"], asked = person.email ?? ""): Promise<Asked> {
  idp.person = person;
  const { callback, mark } = await walk(asked);
  return await ask(facts, "GET", callback, { cookie: mark });
}

/** Expects that a sign-in was refused, with a reason for the admins and without a session. */
async function expectRefusal(answer: Asked, reason: string): Promise<void> {
  expect(answer.status).toBe(303);
  expect(answer.headers.get("location")).toMatch(/\/login\?sso=/);
  expect(answer.cookies).not.toMatch(/session_token=[^;]/);
  expect((await refusalsOf(facts, sso.admin.cookie))[0]).toBe(reason);
}

describe("signing in through an OpenID provider", () => {
  it("makes somebody of the domain a member, in the default role, and leads on to where they wanted to go", async () => {
    const email = `${nobody()}@${sso.domain}`;
    const answer = await signInAs({ sub: nobody(), email, name: "Nadia Petrov" });
    expect(answer.status).toBe(303);
    expect(new URL(answer.headers.get("location") ?? "").pathname).toBe("/live");
    expect(await whoIs(facts, answer.cookies)).toMatchObject({
      user: { email, name: "Nadia Petrov" },
      organization: { id: sso.tenant.orgId, role: "user" },
    });
    const { body } = await ask(facts, "GET", "/v1/audit?action=member.joined", { cookie: sso.admin.cookie });
    expect(body.data[0]).toMatchObject({ details: { by: "sso", role: "user", provider: provider.id } });
  });

  it("gives the role of a group that the provider tells", async () => {
    const email = `${nobody()}@${sso.domain}`;
    const answer = await signInAs({ sub: nobody(), email, groups: ["everybody", "fleet-managers"] });
    expect(await whoIs(facts, answer.cookies)).toMatchObject({ organization: { role: "manager" } });
  });

  it("is the same account the next time, also after the address changed", async () => {
    const [sub, email] = [nobody(), `${nobody()}@${sso.domain}`];
    const first = await whoIs(facts, (await signInAs({ sub, email })).cookies);
    const second = await whoIs(facts, (await signInAs({ sub, email: `new-${email}` })).cookies);
    expect(second.user.id).toBe(first.user.id);
  });

  it("ties a member's account to the provider, who can untie it again", async () => {
    const member = await addMemberOfDomain();
    const answer = await signInAs({ sub: nobody(), email: member.email });
    expect((await whoIs(facts, answer.cookies)).user.id).toBe(member.userId);
    const { body } = await ask(facts, "GET", "/v1/account/identities", { cookie: member.cookie });
    expect(body.data).toMatchObject([{ provider: "Test provider" }]);
    const path = `/v1/account/identities/${body.data[0].id}`;
    expect((await ask(facts, "DELETE", path, { cookie: sso.admin.cookie })).status).toBe(404);
    expect((await ask(facts, "DELETE", path, { cookie: member.cookie })).status).toBe(204);
    expect((await ask(facts, "GET", "/v1/account/sessions", { cookie: answer.cookies })).status).toBe(401);
  });

  it("does not untie the only way in", async () => {
    const { cookies: cookie } = await signInAs({ sub: nobody(), email: `${nobody()}@${sso.domain}` });
    const { body } = await ask(facts, "GET", "/v1/account/identities", { cookie });
    const untied = await ask(facts, "DELETE", `/v1/account/identities/${body.data[0].id}`, { cookie });
    expect(untied).toMatchObject({ status: 409, body: { code: "CONFLICT" } });
  });

  it("takes an account away from whoever set it up with an address that was not theirs", async () => {
    const [email, password] = [`${nobody()}@${sso.domain}`, "set up by somebody else"];
    const squatter = await ask(facts, "POST", "/auth/sign-up/email", { body: { email, password, name: "Somebody" } });
    expect(squatter.status).toBe(200);
    const owner = await signInAs({ sub: nobody(), email });
    expect((await ask(facts, "GET", "/v1/me", { cookie: owner.cookies })).status).toBe(200);
    expect((await ask(facts, "GET", "/v1/account/sessions", { cookie: squatter.cookies })).status).toBe(401);
    expect((await ask(facts, "POST", "/auth/sign-in/email", { body: { email, password } })).status).toBe(401);
  });

  it("ends with signing out", async () => {
    const { cookies: cookie } = await signInAs({ sub: nobody(), email: `${nobody()}@${sso.domain}` });
    await ask(facts, "POST", "/auth/sign-out", { cookie, body: {} });
    expect((await ask(facts, "GET", "/v1/account/sessions", { cookie })).status).toBe(401);
  });
});

async function addMemberOfDomain(role: "user" | "admin" = "user"): Promise<TestPerson> {
  const person = await addPerson(facts, sso.tenant.orgId, role);
  const email = `${nobody()}@${sso.domain}`;
  await withClient(
    facts.urls.postgres_auth,
    (auth) => auth.query("UPDATE users SET email = $1 WHERE id = $2", [email, person.userId]),
  );
  return { ...person, email };
}

describe("whether there is an account", () => {
  it("does not show: only the address's domain counts", async () => {
    const member = await addMemberOfDomain();
    const [known, unknown] = [await startSso(facts, member.email), await startSso(facts, `${nobody()}@${sso.domain}`)];
    const shape = (url: string | null) => [...new URL(url ?? "").searchParams.keys()];
    expect(shape(known.redirectTo)).toEqual(shape(unknown.redirectTo));
    expect((await startSso(facts, sso.admin.email)).started).toMatchObject({
      status: 200,
      body: { redirect_to: null },
    });
  });
});

describe("the word of an OpenID provider", () => {
  const now = () => Math.floor(Date.now() / 1000);
  const lies: [string, TamperToken][] = [
    ["without a signature (alg none)", (claims, sign) => sign(claims, "none")],
    ["signed with the public key as a shared secret", (claims, sign) => sign(claims, "hs256 with the public key")],
    ["signed by another key", (claims, sign) => sign(claims, "another key")],
    ["by another issuer", (claims, sign) => sign({ ...claims, iss: "https://accounts.example.org" })],
    ["for another client", (claims, sign) => sign({ ...claims, aud: "another-client" })],
    ["with another nonce", (claims, sign) => sign({ ...claims, nonce: "of-another-sign-in" })],
    ["without a nonce", ({ nonce: _nonce, ...claims }, sign) => sign(claims)],
    ["that is over", (claims, sign) => sign({ ...claims, iat: now() - 4_000, exp: now() - 120 })],
  ];

  it.each(lies)("is not taken %s", async (_name, tamper) => {
    idp.tamper = tamper;
    try {
      await expectRefusal(await signInAs({ sub: nobody(), email: `${nobody()}@${sso.domain}` }), "bad_token");
    } finally {
      idp.tamper = undefined;
    }
  });

  it("is taken from a clock that is half a minute slow", async () => {
    idp.tamper = (claims, sign) => sign({ ...claims, exp: now() - 30 });
    try {
      const answer = await signInAs({ sub: nobody(), email: `${nobody()}@${sso.domain}` });
      expect(await whoIs(facts, answer.cookies)).toMatchObject({ organization: { id: sso.tenant.orgId } });
    } finally {
      idp.tamper = undefined;
    }
  });

  it("is not taken about another domain, nor a part of the domain's name", async () => {
    const asked = `${nobody()}@${sso.domain}`;
    for (const email of [sso.admin.email, `${nobody()}@sub.${sso.domain}`, `${nobody()}@${sso.domain}.evil.example`]) {
      await expectRefusal(await signInAs({ sub: nobody(), email }, asked), "wrong_domain");
    }
  });

  it("is not taken about an address that the provider has not checked itself, or about none", async () => {
    const email = `${nobody()}@${sso.domain}`;
    await expectRefusal(await signInAs({ sub: nobody(), email, email_verified: false }), "unverified_email");
    await expectRefusal(await signInAs({ sub: nobody() }, email), "no_email");
  });

  it("is not taken that somebody else has an address now", async () => {
    const email = `${nobody()}@${sso.domain}`;
    await signInAs({ sub: nobody(), email });
    await expectRefusal(await signInAs({ sub: nobody(), email }), "identity_changed");
  });
});

describe("what a browser brings back", () => {
  it("works once", async () => {
    idp.person = { sub: nobody(), email: `${nobody()}@${sso.domain}` };
    const { callback, mark } = await walk(idp.person.email ?? "");
    expect((await ask(facts, "GET", callback, { cookie: mark })).cookies).toContain("session_token");
    await expectRefusal(await ask(facts, "GET", callback, { cookie: mark }), "not_under_way");
  });

  it("works in the browser alone in which the sign-in began", async () => {
    idp.person = { sub: nobody(), email: `${nobody()}@${sso.domain}` };
    const mine = await walk(idp.person.email ?? "");
    const theirs = await walk(idp.person.email ?? "");
    await expectRefusal(await ask(facts, "GET", mine.callback, { cookie: theirs.mark }), "another_browser");
    await expectRefusal(await ask(facts, "GET", theirs.callback), "another_browser");
  });

  it("is nothing without the state of a sign-in that is under way", async () => {
    const { callback, mark } = await walk(`${nobody()}@${sso.domain}`);
    const forged = callback.replace(/state=[^&]+/, "state=_forged");
    await expectRefusal(await ask(facts, "GET", forged, { cookie: mark }), "not_under_way");
  });

  it("is nothing with the code of another sign-in", async () => {
    idp.person = { sub: nobody(), email: `${nobody()}@${sso.domain}` };
    const [mine, other] = [await walk(idp.person.email ?? ""), await walk(idp.person.email ?? "")];
    const code = /code=[^&]+/.exec(other.callback)?.[0] ?? "";
    const mixed = mine.callback.replace(/code=[^&]+/, code);
    await expectRefusal(await ask(facts, "GET", mixed, { cookie: mine.mark }), "bad_token");
  });

  it("is nothing at another organisation's provider", async () => {
    const other = await newSsoTenant(facts);
    const { body } = await registerProvider(facts, other, input());
    await proveDomain(facts, other.admin.cookie, body);
    const { callback, mark } = await walk(`${nobody()}@${sso.domain}`);
    const elsewhere = await ask(facts, "GET", callback.replace(provider.id, body.id), { cookie: mark });
    expect(elsewhere.headers.get("location")).toMatch(/\/login\?sso=not_under_way/);
    expect(await refusalsOf(facts, other.admin.cookie)).toEqual(["not_under_way"]);
  });

  it("leads to no other site", async () => {
    for (const next of ["https://evil.example/", "//evil.example", "/\\evil.example"]) {
      idp.person = { sub: nobody(), email: `${nobody()}@${sso.domain}` };
      const { redirectTo, mark } = await startSso(facts, idp.person.email ?? "", next);
      const { pathname, search } = await followTo(redirectTo ?? "", isCallback);
      const answer = await ask(facts, "GET", `${pathname}${search}`, { cookie: mark });
      expect(new URL(answer.headers.get("location") ?? "").pathname).toBe("/");
      expect(answer.headers.get("location")).not.toContain("evil");
    }
  });
});

describe("an organisation with a seat too few", () => {
  const setSeats = (seats: number | null) =>
    fetch(`${facts.urls.edge}/v1/operator/organizations/${sso.tenant.orgId}`, {
      method: "PATCH",
      headers: { authorization: `Bearer ${facts.operator_token}`, "content-type": "application/json" },
      body: JSON.stringify({ seats }),
    });

  it("gains no member, and the page says why", async () => {
    expect((await setSeats(1)).status).toBe(200);
    try {
      const answer = await signInAs({ sub: nobody(), email: `${nobody()}@${sso.domain}` });
      await expectRefusal(answer, "no_seat");
      expect(answer.headers.get("location")).toMatch(/sso=no_seat$/);
    } finally {
      await setSeats(null);
    }
  });
});

describe("registering a provider", () => {
  it.each([
    ["http://example.com", /not https/],
    ["https://10.0.0.1", /not public/],
    ["https://169.254.169.254", /not public/],
    ["https://idp.internal", /not public/],
    ["https://user:password@example.com", /credentials/],
  ])("asks nothing at %s", async (issuer, why) => {
    const refused = await registerProvider(facts, sso, { ...input(), issuer });
    expect(refused).toMatchObject({ status: 422, body: { code: "VAL_INVALID_FORMAT" } });
    expect(refused.body.detail).toMatch(why);
  });

  it("refuses an issuer that names another", async () => {
    const other = idp.issuer.replace("127.0.0.1", "localhost");
    expect((await registerProvider(facts, sso, { ...input(), issuer: other })).status).toBe(422);
  });

  it("keeps the client secret sealed, and the tenant's login cannot read it", async () => {
    const rows = await withClient(
      facts.urls.postgres_auth,
      (auth) =>
        auth.query<{ sealed_secret: string }>("SELECT sealed_secret FROM sso_providers WHERE id = $1", [provider.id]),
    );
    expect(rows.rows[0]?.sealed_secret).toMatch(/^\$ba\$\d+\$[0-9a-f]+$/);
    await withClient(facts.urls.postgres_app, async (app) => {
      await app.query("SELECT set_config('app.current_org_id', $1, false)", [sso.tenant.orgId]);
      await expect(app.query("SELECT sealed_secret FROM sso_providers")).rejects.toThrow(/permission denied/);
    });
    const { body } = await ask(facts, "GET", "/v1/organization/sso", { cookie: sso.admin.cookie });
    expect(JSON.stringify(body)).not.toContain(OPENID_CLIENT.client_secret);
    const log = await ask(facts, "GET", "/v1/audit?action=sso", { cookie: sso.admin.cookie });
    expect(JSON.stringify(log.body)).not.toMatch(/client secret of thirty|sealed/);
  });

  it("proves nothing without the DNS record, and a domain for one organisation only", async () => {
    const other = { ...await newSsoTenant(facts), domain: sso.domain };
    const { body } = await registerProvider(facts, other, input());
    const early = await ask(facts, "POST", `/v1/organization/sso/${body.id}/domain`, { cookie: other.admin.cookie });
    expect(early).toMatchObject({ status: 409, body: { code: "CONFLICT" } });
    expect(await proveDomain(facts, other.admin.cookie, body)).toMatchObject({ status: 409 });
    const enforced = { cookie: other.admin.cookie, body: { enforced: true } };
    expect((await ask(facts, "PATCH", `/v1/organization/sso/${body.id}`, enforced)).status).toBe(409);
  });

  it("is out of reach of other organisations' admins", async () => {
    const stranger = await newTenant(facts, "us");
    const cookie = await stranger.signIn();
    const path = `/v1/organization/sso/${provider.id}`;
    expect((await ask(facts, "GET", "/v1/organization/sso", { cookie })).body.data).toEqual([]);
    expect((await ask(facts, "PATCH", path, { cookie, body: { enforced: false } })).status).toBe(404);
    expect((await ask(facts, "DELETE", path, { cookie })).status).toBe(404);
    expect((await ask(facts, "POST", `${path}/domain`, { cookie })).status).toBe(404);
    expect((await ask(facts, "POST", `${path}/refresh`, { cookie })).status).toBe(404);
  });
});

describe("single sign-on as the only way in", () => {
  it("refuses passwords of the domain, ends sessions that came of them, and lets admins keep theirs", async () => {
    const [member, admin] = [await addMemberOfDomain(), await addMemberOfDomain("admin")];
    const path = `/v1/organization/sso/${provider.id}`;
    const change = (enforced: boolean) => ask(facts, "PATCH", path, { cookie: sso.admin.cookie, body: { enforced } });
    expect((await change(true)).body).toMatchObject({ enforced: true });
    try {
      expect((await ask(facts, "GET", "/v1/account/sessions", { cookie: member.cookie })).status).toBe(401);
      const signIn = (email: string) =>
        ask(facts, "POST", "/auth/sign-in/email", { body: { email, password: PERSON_PASSWORD } });
      const refused = await signIn(member.email);
      expect(refused).toMatchObject({ status: 403, body: { code: "SSO_REQUIRED" } });
      expect(refused.cookies).not.toMatch(/session_token=[^;]/);
      expect((await signIn(admin.email)).status).toBe(200);
      expect((await signIn(sso.admin.email)).status).toBe(200);
      const email = `${nobody()}@${sso.domain}`;
      const body = { email, password: "a password of their own", name: "Somebody" };
      const signedUp = await ask(facts, "POST", "/auth/sign-up/email", { body });
      expect(signedUp).toMatchObject({ status: 403, body: { code: "SSO_REQUIRED" }, cookies: "" });
      const through = await signInAs({ sub: nobody(), email: member.email });
      expect((await whoIs(facts, through.cookies)).user.id).toBe(member.userId);
    } finally {
      await change(false);
    }
    const { body } = await ask(facts, "GET", "/v1/audit?action=sso.provider_updated", { cookie: sso.admin.cookie });
    expect(body.data[0]).toMatchObject({ details: { before: { enforced: true }, after: { enforced: false } } });
  });
});

describe("removing a provider", () => {
  it("ends the sessions that it opened and signs nobody in any more; members stay", async () => {
    const { cookies: cookie } = await signInAs({ sub: nobody(), email: `${nobody()}@${sso.domain}` });
    const { user } = await whoIs(facts, cookie);
    const { callback, mark } = await walk(user.email);
    const path = `/v1/organization/sso/${provider.id}`;
    expect((await ask(facts, "DELETE", path, { cookie: sso.admin.cookie })).status).toBe(204);
    expect((await ask(facts, "GET", "/v1/account/sessions", { cookie })).status).toBe(401);
    const late = await ask(facts, "GET", callback, { cookie: mark });
    expect(late.headers.get("location")).toMatch(/\/login\?sso=not_under_way/);
    expect((await startSso(facts, user.email)).redirectTo).toBeNull();
    const { body } = await ask(facts, "GET", "/v1/organization/members", { cookie: sso.admin.cookie });
    expect((body.data as { user: { id: string } }[]).some((member) => member.user.id === user.id)).toBe(true);
    const log = await ask(facts, "GET", "/v1/audit?action=sso", { cookie: sso.admin.cookie });
    const actions = (log.body.data as { action: string }[]).map(({ action }) => action);
    expect(actions).toEqual(
      expect.arrayContaining([
        "sso.provider_created",
        "sso.domain_verified",
        "sso.identity_linked",
        "sso.provider_removed",
      ]),
    );
  });
});
