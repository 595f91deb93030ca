import pg from "pg";
import { apiKeyPrefix, hashApiKey, mintApiKey } from "../../contract/api-key.ts";
import { type Region, regionOf, type Residency } from "../../contract/tenant.ts";
import type { DevFacts } from "../../local/dev-facts.ts";

/** An organisation that belongs to one test. */
export interface TestTenant {
  orgId: string;
  region: Region;
  apiKey: string;
  /** Signs in as the organisation's admin; the `cookie` header of a session. */
  signIn(): Promise<string>;
}

const PASSWORD = "correct horse battery staple";

/** Makes an organisation with an API key and an admin through the product's own doors where there are any. */
export async function newTenant(facts: DevFacts, residency: Residency): Promise<TestTenant> {
  const name = `t${crypto.randomUUID().slice(0, 8)}`;
  const email = `${name}@example.com`;
  const cookie = await signUp(facts, email);
  const orgId = await foundOrganization(facts, cookie, { name, residency });
  const apiKey = mintApiKey(residency);
  await insertKey(facts, orgId, apiKey);
  return { orgId, region: regionOf({ residency }), apiKey, signIn: () => signIn(facts, email, PASSWORD) };
}

/** The `cookie` header of a new session of somebody. */
export async function signIn(facts: DevFacts, email: string, password: string): Promise<string> {
  return await authCookie(facts, "/auth/sign-in/email", { email, password });
}

async function signUp(facts: DevFacts, email: string): Promise<string> {
  return await authCookie(facts, "/auth/sign-up/email", { email, password: PASSWORD, name: "Test Person" });
}

async function authCookie(facts: DevFacts, path: string, body: object): Promise<string> {
  const response = await fetch(`${facts.urls.edge}${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: originOf(facts) },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
  await response.body?.cancel();
  return response.headers.getSetCookie().map((cookie) => cookie.split(";", 1)[0]).join("; ");
}

async function foundOrganization(
  facts: DevFacts,
  cookie: string,
  organization: { name: string; residency: Residency },
): Promise<string> {
  const response = await fetch(`${facts.urls.edge}/v1/organizations`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: originOf(facts), cookie },
    body: JSON.stringify(organization),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`founding an organisation answered ${response.status}: ${text}`);
  return (JSON.parse(text) as { id: string }).id;
}

async function insertKey(facts: DevFacts, orgId: string, apiKey: string): Promise<void> {
  const client = new pg.Client({ connectionString: facts.urls.postgres_app });
  await client.connect();
  try {
    await client.query("BEGIN");
    await client.query("SELECT set_config('app.current_org_id', $1, true)", [orgId]);
    await client.query(
      "INSERT INTO api_keys (id, org_id, name, prefix, key_hash, scopes) VALUES ($1, $2, 'test', $3, $4, '{ingest}')",
      [`key_${crypto.randomUUID()}`, orgId, apiKeyPrefix(apiKey), await hashApiKey(apiKey)],
    );
    await client.query("COMMIT");
  } finally {
    await client.end();
  }
}

/** The origin that the product takes state-changing requests of browsers from. */
export function originOf(facts: DevFacts): string {
  return facts.urls.dashboard ?? facts.urls.edge;
}
