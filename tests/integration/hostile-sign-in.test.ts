import { request } from "node:http";
import { beforeAll, describe, expect, inject, it } from "vitest";
import { ask, readMailedLink } from "../helpers/ask.ts";
import { addAuthenticator, signInHalfway } from "../helpers/authenticator.ts";
import { addPerson, PERSON_PASSWORD, type TestPerson, withClient } from "../helpers/people.ts";
import { get, until } from "../helpers/stack-client.ts";
import { newTenant, originOf, signIn, type TestTenant } from "../helpers/tenant.ts";

const facts = inject("stack");
const NEW_PASSWORD = "another password for tests";
const EVIL = "https://evil.example";

let tenant = {} as TestTenant;
let admin = {} as TestPerson;
beforeAll(async () => {
  tenant = await newTenant(facts, "us");
  admin = await addPerson(facts, tenant.orgId, "admin");
});

const aPerson = () => addPerson(facts, tenant.orgId, "viewer");
const post = (path: string, body: unknown, cookie = "", headers: Record<string, string> = {}) =>
  ask(facts, "POST", path, { cookie, body, headers });
const me = async (cookie: string) => (await get(facts, "/v1/account/sessions", cookie)).status;
const confirmationOf = async (email: string) =>
  await until(() => readMailedLink(facts, email, /^Confirm/), (link) => link !== undefined) ?? "";
const anEmail = () => `p-${crypto.randomUUID().slice(0, 8)}@example.com`;

describe("a session", () => {
  it("is a new one with every sign-in, also for a browser that has one", async () => {
    const person = await aPerson();
    const again = await post("/auth/sign-in/email", { email: person.email, password: PERSON_PASSWORD }, person.cookie);
    expect([again.status, again.cookies.includes("session_token=")]).toEqual([200, true]);
    expect(again.cookies).not.toContain(/session_token=([^;.]+)/.exec(person.cookie)?.[1]);
  });

  it("ends everywhere with a new password, whatever was asked for, and goes on where it was chosen", async () => {
    const person = await aPerson();
    const elsewhere = await signIn(facts, person.email, PERSON_PASSWORD);
    const body = { currentPassword: PERSON_PASSWORD, newPassword: NEW_PASSWORD, revokeOtherSessions: false };
    const changed = await post("/auth/change-password", body, person.cookie);
    expect(changed.status).toBe(200);
    expect(await Promise.all([elsewhere, person.cookie, changed.cookies].map(me))).toEqual([401, 401, 200]);
  });

  it("loses what its owner loses, with the next request", async () => {
    const person = await addPerson(facts, tenant.orgId, "admin");
    const role = (role: string) =>
      ask(facts, "PATCH", `/v1/organization/members/${person.memberId}`, { cookie: admin.cookie, body: { role } });
    expect((await get(facts, "/v1/audit", person.cookie)).status).toBe(200);
    expect((await role("viewer")).status).toBeLessThan(300);
    expect((await get(facts, "/v1/audit", person.cookie)).status).toBe(403);
  });

  it.each<[string, (token: string, signature: string) => string]>([
    ["without its signature", (token) => token],
    ["with another's signature", (token) => `${token}.${"A".repeat(43)}=`],
    ["with one letter of its token changed", (token, signature) => `${token.slice(0, -1)}~.${signature}`],
    ["with one letter of its signature changed", (token, signature) => `${token}.~${signature.slice(1)}`],
    ["with an empty token", (_token, signature) => `.${signature}`],
    ["with an end that is cut off", (token, signature) => `${token}.${signature.slice(0, -8)}`],
  ])("%s is none", async (_name, bend) => {
    const [, value = ""] = /session_token=([^;]+)/.exec(admin.cookie) ?? [];
    const [token = "", signature = ""] = decodeURIComponent(value).split(".");
    const cookie = `fleetglass.session_token=${encodeURIComponent(bend(token, signature))}`;
    expect(cookie).not.toBe(`fleetglass.session_token=${value}`);
    expect(await me(cookie)).toBe(401);
  });
});

describe("a password", () => {
  it("is not guessed through a session that was stolen", { timeout: 90_000 }, async () => {
    const person = await aPerson();
    const statuses: number[] = [];
    for (let i = 0; i < 11; i++) {
      const path = i % 2 === 0 ? "/auth/change-password" : "/auth/two-factor/enable";
      const guess = `not the password ${i}`;
      const body = { currentPassword: guess, password: guess, newPassword: NEW_PASSWORD };
      statuses.push((await post(path, body, person.cookie)).status);
    }
    expect(statuses.slice(0, 10).every((status) => status >= 400 && status < 429)).toBe(true);
    expect(statuses[10]).toBe(429);
    const right = { currentPassword: PERSON_PASSWORD, newPassword: NEW_PASSWORD };
    expect((await post("/auth/change-password", right, person.cookie)).status).toBe(429);
    expect(await me(person.cookie)).toBe(200);
  });

  it("takes as long to refuse where there is no account", { timeout: 90_000 }, async () => {
    const { email } = await aPerson();
    const timeOf = async (address: string) => {
      const started = performance.now();
      await post("/auth/sign-in/email", { email: address, password: "not the password" });
      return performance.now() - started;
    };
    const [known, unknown] = [[] as number[], [] as number[]];
    for (let i = 0; i < 3; i++) {
      known.push(await timeOf(email));
      unknown.push(await timeOf(anEmail()));
    }
    // The least of several tries: a busy machine adds to each.
    expect(Math.min(...unknown) / Math.min(...known)).toBeGreaterThan(0.5);
    expect(Math.min(...unknown) / Math.min(...known)).toBeLessThan(2);
  });
});

describe("an authenticator", () => {
  it("is not guessed by entering the password again and again", { timeout: 90_000 }, async () => {
    const person = await aPerson();
    const { code, recoveryCodes } = await addAuthenticator(facts, person);
    const statuses: number[] = [];
    for (let challenge = 0; challenge < 3; challenge++) {
      const halfway = await signInHalfway(facts, person);
      for (let i = 0; i < 4; i++) {
        statuses.push((await post("/auth/two-factor/verify-totp", { code: `00000${i}` }, halfway)).status);
      }
    }
    expect(statuses).toEqual([...Array.from({ length: 10 }, () => 401), 429, 429]);
    const halfway = await signInHalfway(facts, person);
    expect((await post("/auth/two-factor/verify-totp", { code: code() }, halfway)).status).toBe(429);
    expect((await post("/auth/two-factor/verify-backup-code", { code: recoveryCodes[0] }, halfway)).status).toBe(429);
  });

  it("is not turned off by whoever has entered the password and nothing else", async () => {
    const person = await aPerson();
    await addAuthenticator(facts, person);
    const halfway = await signInHalfway(facts, person);
    for (const route of ["disable", "enable", "generate-backup-codes"]) {
      expect((await post(`/auth/two-factor/${route}`, { password: PERSON_PASSWORD }, halfway)).status).toBe(401);
    }
    expect(
      (await post("/auth/change-password", { currentPassword: PERSON_PASSWORD, newPassword: NEW_PASSWORD }, halfway))
        .status,
    )
      .toBe(401);
  });

  it("ends its challenge after five wrong codes, and says that the password is asked for again", async () => {
    const person = await aPerson();
    await addAuthenticator(facts, person);
    const halfway = await signInHalfway(facts, person);
    for (let i = 0; i < 5; i++) await post("/auth/two-factor/verify-totp", { code: "000000" }, halfway);
    const over = await post("/auth/two-factor/verify-totp", { code: "000000" }, halfway);
    expect(over).toMatchObject({ status: 401, body: { code: "AUTH_MISSING" } });
  });
});

describe("what a body may not say", () => {
  const CLAIMS = {
    id: "usr_chosen",
    role: "admin",
    emailVerified: true,
    twoFactorEnabled: true,
    activeOrganizationId: "org_of_others",
    ssoProviderId: "sso_of_others",
    createdAt: "2001-01-01T00:00:00Z",
  };
  const readUser = (email: string) =>
    withClient(facts.urls.postgres_auth, async (auth) => {
      const sql = "SELECT id, name, email, email_verified, two_factor_enabled FROM users WHERE email = $1";
      return (await auth.query(sql, [email])).rows[0];
    });

  it("is nothing that an account has by itself, when it is made", async () => {
    const email = anEmail();
    const made = await post("/auth/sign-up/email", { email, password: PERSON_PASSWORD, name: "Ana", ...CLAIMS });
    const user = await readUser(email);
    expect(made.status).toBe(200);
    expect(user).toMatchObject({ email_verified: false, two_factor_enabled: false });
    expect(user.id).not.toBe(CLAIMS.id);
    await ask(facts, "GET", await confirmationOf(email));
    const { body } = await ask(facts, "GET", "/v1/me", { cookie: await signIn(facts, email, PERSON_PASSWORD) });
    expect(body).toMatchObject({ status: 403, code: "ORG_MISSING" });
  });

  it("is neither that when it is changed, nor an address", async () => {
    const person = await aPerson();
    const before = await readUser(person.email);
    for (const [field, value] of Object.entries({ ...CLAIMS, email: anEmail() })) {
      await post("/auth/update-user", { [field]: value }, person.cookie);
      await post("/auth/update-user", { name: before.name, [field]: value }, person.cookie);
    }
    expect(await readUser(person.email)).toEqual(before);
    expect((await ask(facts, "GET", "/v1/me", { cookie: person.cookie })).status).toBe(200);
    expect((await get(facts, "/v1/audit", person.cookie)).status).toBe(403);
  });

  it("is a role of one's own, or above one's own, when somebody is invited", async () => {
    const manager = await addPerson(facts, tenant.orgId, "manager");
    const invited = await post("/v1/organization/invitations", { email: anEmail(), role: "admin" }, manager.cookie);
    expect(invited.status).toBe(403);
    const own = `/v1/organization/members/${manager.memberId}`;
    expect((await ask(facts, "PATCH", own, { cookie: manager.cookie, body: { role: "admin" } })).status).toBe(403);
  });
});

/** Posts under another host's name, which `fetch` does not let one say; the status. */
async function postCalled(path: string, body: object, headers: Record<string, string>): Promise<number> {
  return await new Promise((resolve, reject) => {
    const sent = request(`${facts.urls.edge}${path}`, {
      method: "POST",
      headers: { origin: originOf(facts), "content-type": "application/json", ...headers },
    }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    sent.once("error", reject);
    sent.end(JSON.stringify(body));
  });
}

describe("a link in a mail", () => {
  const CALLED: Record<string, string> = {
    host: "evil.example",
    "x-forwarded-host": "evil.example",
    "x-forwarded-proto": "http",
    "x-original-host": "evil.example",
    forwarded: "host=evil.example;proto=http",
  };

  it("leads to our own address, whatever the request calls it", async () => {
    const [person, guest, email] = [await aPerson(), anEmail(), anEmail()];
    const asked: [string, object, string, string][] = [
      ["/auth/request-password-reset", { email: person.email, redirectTo: "/reset-password" }, "", person.email],
      ["/auth/sign-up/email", { email, password: PERSON_PASSWORD, name: "Ana", callbackURL: "/login" }, "", email],
      ["/v1/organization/invitations", { email: guest, role: "viewer" }, admin.cookie, guest],
    ];
    for (const [path, body, cookie, to] of asked) {
      expect(await postCalled(path, body, { ...CALLED, cookie })).toBeLessThan(300);
      await until(() => readMailedLink(facts, to, /./), (link) => link !== undefined);
      const { data } = (await ask(facts, "GET", `/v1/dev/outbox?to=${encodeURIComponent(to)}`)).body;
      expect(JSON.stringify(data)).not.toContain("evil.example");
      expect(JSON.stringify(data)).toContain(originOf(facts));
    }
  });

  it("confirms an address, and opens no session for whoever it is sent on to", async () => {
    const email = anEmail();
    await post("/auth/sign-up/email", { email, password: PERSON_PASSWORD, name: "Ana" });
    const link = await confirmationOf(email);
    for (const cookie of ["", admin.cookie]) {
      expect((await ask(facts, "GET", link, { cookie })).cookies).not.toContain("session_token=");
    }
    expect((await ask(facts, "GET", "/auth/get-session", { cookie: admin.cookie })).body.user.id).toBe(admin.userId);
  });

  it("is sent to one address five times an hour, also to one that others sign up with again and again", async () => {
    const { email } = await aPerson();
    const statuses: number[] = [];
    for (let i = 0; i < 6; i++) {
      statuses.push((await post("/auth/sign-up/email", { email, password: PERSON_PASSWORD, name: "Ana" })).status);
    }
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429]);
  });

  it.each([EVIL, "//evil.example", "/\\evil.example", "https:evil.example", "javascript:alert(1)", "/%5cevil.example"])(
    "goes on to no other site: %s",
    async (target) => {
      const { email } = admin;
      const encoded = encodeURIComponent(target);
      const answers = await Promise.all([
        post("/auth/sign-in/email", { email, password: PERSON_PASSWORD, callbackURL: target }),
        post("/auth/request-password-reset", { email, redirectTo: target }),
        post("/auth/send-verification-email", { email, callbackURL: target }),
        ask(facts, "GET", `/auth/verify-email?token=x&callbackURL=${encoded}`),
        ask(facts, "GET", `/auth/reset-password/x?callbackURL=${encoded}`),
      ]);
      const ends = answers.map(({ status, headers }) => {
        const location = headers.get("location");
        return location === null ? status : new URL(location, facts.urls.edge).origin;
      });
      expect(ends.filter((end) => end !== 403 && end !== facts.urls.edge)).toEqual([]);
    },
  );
});

describe("another site's page", () => {
  it.each([
    ["/auth/sign-in/email", { email: "", password: PERSON_PASSWORD }],
    ["/auth/sign-out", {}],
    ["/auth/change-password", { currentPassword: PERSON_PASSWORD, newPassword: NEW_PASSWORD }],
    ["/auth/update-user", { name: "Taken over" }],
    ["/auth/two-factor/enable", { password: PERSON_PASSWORD }],
    ["/auth/two-factor/disable", { password: PERSON_PASSWORD }],
    ["/auth/passkey/delete-passkey", { id: "x" }],
    ["/auth/request-password-reset", { email: "" }],
    ["/auth/sso/start", { email: "a@example.com", next: "/" }],
  ])("does nothing by %s with somebody's cookies, nor signs them in as somebody else", async (path, body) => {
    const named = "email" in body && body.email === "" ? { ...body, email: admin.email } : body;
    for (const origin of [EVIL, "null", "https://localhost.evil.example"]) {
      for (const type of ["application/json", "text/plain", "application/x-www-form-urlencoded"]) {
        const answer = await post(path, named, admin.cookie, { origin, "content-type": type });
        expect([
          path,
          origin,
          type,
          answer.status >= 400 && answer.status < 500,
          answer.cookies.includes("session_token="),
        ])
          .toEqual([path, origin, type, true, false]);
      }
    }
    expect(await me(admin.cookie)).toBe(200);
  });
});
