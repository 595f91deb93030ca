import { describe, expect, inject, it } from "vitest";
import { openDatabase, useNeonEndpoints } from "../../stores/postgres/connect.ts";
import { createAuth } from "../../workers/api/auth/create-auth.ts";
import type { ApiConfig } from "../../workers/api/config.ts";
import type { Mail } from "../../workers/api/mail/mail.ts";
import { PERSON_PASSWORD } from "../helpers/people.ts";

const facts = inject("stack");
const ORIGIN = "https://app.example.com";
const mails: Mail[] = [];
const work: Promise<unknown>[] = [];

useNeonEndpoints({ fetchEndpoint: facts.urls.neon, wsProxy: facts.urls.neon_websocket });
const database = openDatabase(facts.urls.postgres_auth);
/** Sign-in as it is where anybody may sign up: over HTTPS, with confirmed addresses, and limits by address. */
const auth = createAuth(
  {
    publicUrl: ORIGIN,
    trustedOrigins: [ORIGIN],
    production: true,
    signUp: true,
    authSecret: "a secret of this test, 32 letters long",
  } as ApiConfig,
  { database, transactions: false },
  database,
  {
    sendMail: (mail) => {
      mails.push(mail);
      return Promise.resolve();
    },
    waitUntil: (promise) => void work.push(promise),
  },
);

let lastHost = 0;
async function post(path: string, body: object, ip = `198.51.100.${++lastHost}`) {
  const headers = { "content-type": "application/json", origin: ORIGIN, "cf-connecting-ip": ip };
  const response = await auth.handler(
    new Request(`${ORIGIN}/auth${path}`, { method: "POST", headers, body: JSON.stringify(body) }),
  );
  await Promise.all(work);
  return { status: response.status, body: await response.json() as object, cookies: response.headers.getSetCookie() };
}

const anEmail = () => `p-${crypto.randomUUID().slice(0, 8)}@example.com`;
const signUp = (email: string) => post("/sign-up/email", { email, password: PERSON_PASSWORD, name: "Ana" });

describe("signing up where addresses have to be confirmed", () => {
  it("says the same for an address that has an account, and tells its owner by mail", async () => {
    const email = anEmail();
    const [first, again] = [await signUp(email), await signUp(email)];
    const shape = ({ status, body, cookies }: Awaited<ReturnType<typeof post>>) => ({
      status,
      keys: Object.keys(body),
      cookies,
    });
    expect(shape(again)).toEqual(shape(first));
    expect(first.cookies).toEqual([]);
    expect(mails.filter(({ to }) => to === email).map(({ subject }) => subject)).toEqual([
      "Confirm your e-mail address",
      "You have an account already",
    ]);
  });

  it("lets nobody in before, and then with cookies for HTTPS alone", async () => {
    const email = anEmail();
    await signUp(email);
    const login = { email, password: PERSON_PASSWORD };
    const early = await post("/sign-in/email", login);
    expect(early).toMatchObject({ status: 403, body: { code: "EMAIL_NOT_VERIFIED" } });
    const link = /https:\S+/.exec(mails.findLast(({ to }) => to === email)?.text ?? "")?.[0] ?? "";
    await auth.handler(new Request(link));
    const entered = await post("/sign-in/email", login);
    expect(entered.status).toBe(200);
    expect(entered.cookies.join()).toMatch(/^__Secure-fleetglass\.session_token=.*; Secure/);
  });

  it("refuses the fourth try of an address within ten seconds, whatever the account", async () => {
    const statuses: number[] = [];
    for (let i = 0; i < 4; i++) {
      statuses.push(
        (await post("/sign-in/email", { email: anEmail(), password: "not the password" }, "203.0.113.9")).status,
      );
    }
    expect(statuses).toEqual([401, 401, 401, 429]);
  });
});
