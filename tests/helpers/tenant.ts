import pg from "pg";
import { apiKeyPrefix, hashApiKey, mintApiKey } from "../../contract/api-key.ts";
import { type Region, regionOf, type Residency } from "../../contract/tenant.ts";
import type { DevFacts } from "../../local/dev-facts.ts";
import { addAccount, PERSON_PASSWORD } from "./accounts.ts";

/** An organisation that belongs to one test. */
export interface TestTenant {
  orgId: string;
  region: Region;
  apiKey: string;
  /** Signs in as the organisation's admin; the `cookie` header of a session. */
  signIn(): Promise<string>;
}

/** Makes an organisation with an API key and an admin, through the product's own doors once the admin has an account. */
export async function newTenant(facts: DevFacts, residency: Residency): Promise<TestTenant> {
  const name = `t${crypto.randomUUID().slice(0, 8)}`;
  const email = `${name}@example.com`;
  await addAccount(facts, { email, name: "Test Person" });
  const cookie = await signIn(facts, email, PERSON_PASSWORD);
  const orgId = await foundOrganization(facts, cookie, { name, residency });
  const apiKey = mintApiKey(residency);
  await insertKey(facts, orgId, apiKey);
  return { orgId, region: regionOf({ residency }), apiKey, signIn: () => signIn(facts, email, PERSON_PASSWORD) };
}

/** The `cookie` header of a new session of somebody. */
export async function signIn(facts: DevFacts, email: string, password: string): Promise<string> {
  const path = "/auth/sign-in/email";
  const response = await fetch(`${facts.urls.edge}${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: originOf(facts) },
    body: JSON.stringify({ email, password }),
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
