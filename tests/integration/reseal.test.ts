import { symmetricDecrypt, symmetricEncrypt } from "better-auth/crypto";
import { expect, inject, it } from "vitest";
import { loadSecrets } from "../../local/engines/secrets.ts";
import { keyRing, versionOf } from "../../workers/api/auth/key-ring.ts";
import { ask } from "../helpers/ask.ts";
import { addAuthenticator, signInHalfway } from "../helpers/authenticator.ts";
import { addPerson, withClient } from "../helpers/people.ts";
import { newTenant } from "../helpers/tenant.ts";
import { STACK_VARIABLE } from "../helpers/test-stack.ts";

const facts = inject("stack");
const { [STACK_VARIABLE]: dataDir = "" } = process.env;

/** As an operator's tool asks: without the origin that a page would have. */
async function reseal(token = facts.operator_token ?? "") {
  const headers = { authorization: `Bearer ${token}` };
  const response = await fetch(`${facts.urls.edge}/v1/operator/secrets/reseal`, { method: "POST", headers });
  return { status: response.status, body: await response.json() as Record<string, number | boolean> };
}
const query = (sql: string, values: unknown[]) =>
  withClient(facts.urls.postgres_auth, async (auth) => (await auth.query(sql, values)).rows);
const secretOf = async (userId: string): Promise<string> => {
  const [row] = await query("SELECT secret FROM two_factors WHERE user_id = $1", [userId]);
  return row.secret;
};

it("secrets under an old key are sealed anew, and go on working; what nobody can read is counted and left", async () => {
  const { auth_secret: authSecret } = await loadSecrets(dataDir);
  const tenant = await newTenant(facts, "us");
  const [person, lost] = [
    await addPerson(facts, tenant.orgId, "viewer"),
    await addPerson(facts, tenant.orgId, "viewer"),
  ];
  const { code } = await addAuthenticator(facts, person);
  await addAuthenticator(facts, lost);
  const ring = keyRing({ authSecret, authSecretPrevious: undefined });
  const plain = await symmetricDecrypt({ key: ring, data: await secretOf(person.userId) });
  // As it was before envelopes named their key, and under a key that is gone.
  const old = await symmetricEncrypt({ key: authSecret, data: plain });
  const foreign = await symmetricEncrypt({ key: "a secret that is not there any more", data: plain });
  await query("UPDATE two_factors SET secret = $2 WHERE user_id = $1", [person.userId, old]);
  await query("UPDATE two_factors SET secret = $2 WHERE user_id = $1", [lost.userId, foreign]);

  expect((await reseal("not the token")).status).toBe(401);
  expect(await secretOf(person.userId)).toBe(old);
  const { status, body } = await reseal();
  expect([status, body["more"], Number(body["resealed"]) >= 1, Number(body["unreadable"]) >= 1]).toEqual([
    200,
    false,
    true,
    true,
  ]);
  const sealed = await secretOf(person.userId);
  expect(sealed.startsWith(`$ba$${versionOf(authSecret)}$`)).toBe(true);
  expect(sealed).not.toContain(plain);
  expect(await secretOf(lost.userId)).toBe(foreign);
  expect((await reseal()).body["resealed"]).toBe(0);

  const halfway = await signInHalfway(facts, person);
  const entered = await ask(facts, "POST", "/auth/two-factor/verify-totp", { cookie: halfway, body: { code: code() } });
  expect(entered.status).toBe(200);
  await query("DELETE FROM two_factors WHERE user_id = $1", [lost.userId]);
});
