import { describe, expect, inject, it } from "vitest";
import type { DeviceSession } from "../../contract/account.ts";
import type { ProblemBody } from "../../contract/problem.ts";
import { ask, readMailedLink } from "../helpers/ask.ts";
import { addPerson, PERSON_PASSWORD } from "../helpers/people.ts";
import { get, until } from "../helpers/stack-client.ts";
import { newTenant, signIn } from "../helpers/tenant.ts";
import { totp } from "../helpers/totp.ts";

const facts = inject("stack");

const send = (path: string, body: unknown, cookie = "", method = "POST") => ask(facts, method, path, { cookie, body });

async function linkTo(email: string, subject: RegExp): Promise<string> {
  return await until(() => readMailedLink(facts, email, subject), (link) => link !== undefined) ?? "";
}

const anEmail = () => `p-${crypto.randomUUID().slice(0, 8)}@example.com`;
const me = async (cookie: string) => (await get(facts, "/v1/account/sessions", cookie)).status;

describe("an e-mail address", () => {
  it("is confirmed by the link that is sent to it, once", async () => {
    const email = anEmail();
    const account = { email, password: PERSON_PASSWORD, name: "Ana" };
    const signedUp = await send("/auth/sign-up/email", { ...account, callbackURL: "/login?confirmed=1" });
    expect([signedUp.status, signedUp.cookies]).toEqual([200, ""]);
    const early = await send("/auth/sign-in/email", account);
    expect(early).toMatchObject({ status: 403, body: { code: "EMAIL_UNVERIFIED" } });
    const link = await linkTo(email, /^Confirm/);
    const forged = await send(link.replace(/token=[^&]{10}/, "token=AAAAAAAAAA"), undefined, "", "GET");
    expect(forged.headers.get("location")).toBe("/login?confirmed=1&error=INVALID_TOKEN");
    expect((await send("/auth/sign-in/email", account)).status).toBe(403);
    const confirmed = await send(link, undefined, "", "GET");
    expect([confirmed.headers.get("location"), confirmed.cookies]).toEqual(["/login?confirmed=1", ""]);
    expect(await me(await signIn(facts, email, PERSON_PASSWORD))).toBe(200);
  });
});

describe("a forgotten password", () => {
  it("is replaced by the link that is sent, which works once and ends every session", async () => {
    const tenant = await newTenant(facts, "us");
    const person = await addPerson(facts, tenant.orgId, "viewer");
    expect((await send("/auth/request-password-reset", { email: person.email, redirectTo: "/login" })).status).toBe(
      200,
    );
    const link = await linkTo(person.email, /^Choose/);
    const token = /reset-password\/([\w-]+)/.exec(link)?.[1];
    const newPassword = "another password for tests";
    expect((await send("/auth/reset-password", { token, newPassword })).status).toBe(200);
    expect(await me(person.cookie)).toBe(401);
    const again = await send("/auth/reset-password", { token, newPassword });
    expect(again).toMatchObject({ status: 422, body: { code: "VAL_INVALID_FORMAT" } });
    expect((await send("/auth/sign-in/email", { email: person.email, password: PERSON_PASSWORD })).status).toBe(401);
    expect(await me(await signIn(facts, person.email, newPassword))).toBe(200);
  });

  it("does not send people to other sites", async () => {
    const body = { email: anEmail(), redirectTo: "https://evil.example/reset" };
    expect((await send("/auth/request-password-reset", body)).status).toBe(403);
  });
});

describe("whether somebody has an account", () => {
  it("is told by neither signing in nor asking for a new password", async () => {
    const tenant = await newTenant(facts, "us");
    const { email } = await addPerson(facts, tenant.orgId, "viewer");
    for (const path of ["/auth/sign-in/email", "/auth/request-password-reset", "/auth/send-verification-email"]) {
      const [known, unknown] = [
        await send(path, { email, password: "not the password" }),
        await send(path, { email: anEmail(), password: "not the password" }),
      ];
      const { instance: _one, ...knownBody } = known.body as Partial<ProblemBody>;
      const { instance: _two, ...unknownBody } = unknown.body as Partial<ProblemBody>;
      expect([path, known.status, knownBody]).toEqual([path, unknown.status, unknownBody]);
    }
  });

  it("is told neither by signing up, to which its owner is told by mail, nor by an invitation", async () => {
    const tenant = await newTenant(facts, "us");
    const { email } = await addPerson(facts, tenant.orgId, "viewer");
    const stranger = await (await newTenant(facts, "us")).signIn();
    const bodyFor = (address: string) => ({ email: address, password: PERSON_PASSWORD, name: "Ana", role: "viewer" });
    for (const [path, cookie] of [["/auth/sign-up/email", ""], ["/v1/organization/invitations", stranger]] as const) {
      const shapes = await Promise.all([email, anEmail()].map(async (address) => {
        const { name: _name, password: _password, ...invitation } = bodyFor(address);
        const { status, body, cookies } = await send(path, cookie === "" ? bodyFor(address) : invitation, cookie);
        return { path, status, cookies, shape: shapeOf(body) };
      }));
      expect(shapes[0]).toEqual(shapes[1]);
      expect(shapes[0]?.status).toBeLessThan(300);
    }
    expect(await linkTo(email, /^You have an account/)).toBe("");
  });
});

/** A value without what is made anew each time: ids, times and the address itself. */
function shapeOf(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (key, field: unknown) => /^(id|email|.*_?[aA]t)$/.test(key) ? typeof field : field),
  );
}

describe("guessing a password", () => {
  it("is stopped after ten tries, with the right one too, and for accounts that are none alike", async () => {
    const tenant = await newTenant(facts, "us");
    const { email } = await addPerson(facts, tenant.orgId, "viewer");
    const wrong = { email, password: "not the password" };
    const [known, unknown] = await Promise.all([email, anEmail()].map(async (address) => {
      const statuses: number[] = [];
      for (let i = 0; i < 11; i++) {
        statuses.push((await send("/auth/sign-in/email", { ...wrong, email: address })).status);
      }
      return statuses;
    }));
    expect(known).toEqual([...Array.from({ length: 10 }, () => 401), 429]);
    expect(unknown).toEqual(known);
    const right = await send("/auth/sign-in/email", { email: email.toUpperCase(), password: PERSON_PASSWORD });
    expect(right).toMatchObject({ status: 429, body: { code: "RATE_LIMITED" } });
    expect(Number(right.headers.get("retry-after"))).toBeGreaterThan(60);
  });

  it("is written down for the organisation, and a right password is not", async () => {
    const tenant = await newTenant(facts, "us");
    const [admin, person] = [
      await addPerson(facts, tenant.orgId, "admin"),
      await addPerson(facts, tenant.orgId, "viewer"),
    ];
    await send("/auth/sign-in/email", { email: person.email, password: "not the password" });
    const { data } = await (await get(facts, "/v1/audit?action=sign_in", admin.cookie)).json() as { data: unknown[] };
    expect(data).toHaveLength(1);
    expect(data[0]).toMatchObject({ action: "sign_in.failed", actor: { kind: "unknown" }, target_id: person.userId });
  });
});

describe("an authenticator", () => {
  it("is asked for after the password; each code works once, and so does each recovery code", async () => {
    const tenant = await newTenant(facts, "us");
    const person = await addPerson(facts, tenant.orgId, "admin");
    const enabled = await send("/auth/two-factor/enable", { password: PERSON_PASSWORD }, person.cookie);
    const { totpURI, backupCodes } = enabled.body as { totpURI: string; backupCodes: string[] };
    expect(backupCodes.length).toBeGreaterThanOrEqual(8);
    const verified = await send("/auth/two-factor/verify-totp", { code: totp(totpURI) }, person.cookie);
    expect(verified.status).toBe(200);

    const login = { email: person.email, password: PERSON_PASSWORD };
    const first = await send("/auth/sign-in/email", login);
    expect(first.body).toMatchObject({ twoFactorRedirect: true });
    expect(await me(first.cookies)).toBe(401);
    const wrong = await send("/auth/two-factor/verify-totp", { code: "000000" }, first.cookies);
    expect(wrong).toMatchObject({ status: 401, body: { code: "AUTH_INVALID" } });
    const code = totp(totpURI, 1);
    const entered = await send("/auth/two-factor/verify-totp", { code }, first.cookies);
    expect([entered.status, await me(entered.cookies)]).toEqual([200, 200]);

    const second = await send("/auth/sign-in/email", login);
    const replayed = await send("/auth/two-factor/verify-totp", { code }, second.cookies);
    expect([replayed.status, await me(replayed.cookies)]).toEqual([401, 401]);
    const third = await send("/auth/sign-in/email", login);
    const recovered = await send("/auth/two-factor/verify-backup-code", { code: backupCodes[0] }, third.cookies);
    expect([recovered.status, await me(recovered.cookies)]).toEqual([200, 200]);
    const fourth = await send("/auth/sign-in/email", login);
    const spent = await send("/auth/two-factor/verify-backup-code", { code: backupCodes[0] }, fourth.cookies);
    expect(spent.status).toBe(401);
    const { data } = await (await get(facts, "/v1/audit?action=authenticator", recovered.cookies)).json() as {
      data: unknown[];
    };
    expect(data).toHaveLength(1);
  });
});

describe("sessions", () => {
  it("are listed without their tokens and ended one by one, or all others at once", async () => {
    const tenant = await newTenant(facts, "us");
    const person = await addPerson(facts, tenant.orgId, "viewer");
    const [second, third] = [
      await signIn(facts, person.email, PERSON_PASSWORD),
      await signIn(facts, person.email, PERSON_PASSWORD),
    ];
    const text = await (await get(facts, "/v1/account/sessions", person.cookie)).text();
    const token = decodeURIComponent(/session_token=([^;.]+)/.exec(person.cookie)?.[1] ?? "none");
    expect(text).not.toContain(token);
    const { data } = JSON.parse(text) as { data: DeviceSession[] };
    expect(data.filter(({ current }) => current)).toHaveLength(1);
    const [newest] = data.filter(({ current }) => !current);
    expect((await send(`/v1/account/sessions/${newest?.id}`, undefined, person.cookie, "DELETE")).status).toBe(204);
    expect(new Set(await Promise.all([second, third].map(me)))).toEqual(new Set([200, 401]));
    const others = await send("/v1/account/sessions", undefined, person.cookie, "DELETE");
    expect(others.body).toEqual({ ended: 1 });
    expect(await Promise.all([person.cookie, second, third].map(me))).toEqual([200, 401, 401]);
  });

  it("of others are out of reach", async () => {
    const tenant = await newTenant(facts, "us");
    const [one, other] = [
      await addPerson(facts, tenant.orgId, "admin"),
      await addPerson(facts, tenant.orgId, "viewer"),
    ];
    const { data } = await (await get(facts, "/v1/account/sessions", other.cookie)).json() as { data: DeviceSession[] };
    expect((await send(`/v1/account/sessions/${data[0]?.id}`, undefined, one.cookie, "DELETE")).status).toBe(404);
    expect(await me(other.cookie)).toBe(200);
  });

  it("do not take over a token that somebody brings along", async () => {
    const tenant = await newTenant(facts, "us");
    const person = await addPerson(facts, tenant.orgId, "viewer");
    const brought = "fleetglass.session_token=brought-along.c2lnbmF0dXJl";
    const entered = await send("/auth/sign-in/email", { email: person.email, password: PERSON_PASSWORD }, brought);
    expect(entered.cookies).not.toContain("brought-along");
    expect(await me(brought)).toBe(401);
  });
});

describe("what the library has and we do not offer", () => {
  it.each([
    "/auth/delete-user",
    "/auth/update-session",
    "/auth/list-sessions",
    "/auth/sign-in/social",
    "/auth/ok",
    "/auth/../v1",
  ])(
    "%s is not there",
    async (path) => {
      const answer = await send(path, {});
      expect(answer).toMatchObject({ status: 404, body: { code: "NOT_FOUND" } });
    },
  );
});
