import type { DevFacts } from "../../local/dev-facts.ts";
import { ask, type Asked } from "./ask.ts";
import { addPerson, type TestPerson } from "./people.ts";
import { newTenant, type TestTenant } from "./tenant.ts";

/** An organisation of a test with a domain of its own. */
export interface SsoTenant {
  tenant: TestTenant;
  admin: TestPerson;
  domain: string;
}

/** Makes an organisation, an admin of another domain, and a domain. */
export async function newSsoTenant(facts: DevFacts): Promise<SsoTenant> {
  const tenant = await newTenant(facts, "us");
  const admin = await addPerson(facts, tenant.orgId, "admin");
  return { tenant, admin, domain: `d${crypto.randomUUID().slice(0, 8)}.example` };
}

/** Registers a provider as the admin and answers what came of it. */
export async function registerProvider(facts: DevFacts, { admin, domain }: SsoTenant, input: object): Promise<Asked> {
  const body = { name: "Test provider", domain, ...input };
  return await ask(facts, "POST", "/v1/organization/sso", { cookie: admin.cookie, body });
}

/** Puts the record that proves a provider's domain into the local DNS, and has it looked up. */
export async function proveDomain(facts: DevFacts, cookie: string, provider: Asked["body"]): Promise<Asked> {
  const { name, value } = provider.dns_record as { name: string; value: string };
  await ask(facts, "PUT", "/v1/dev/dns", { body: { name, texts: ["something else", value] } });
  return await ask(facts, "POST", `/v1/organization/sso/${provider.id}/domain`, { cookie });
}

/** Begins a sign-in; `redirectTo` is `null` where the domain has no provider. */
export async function startSso(facts: DevFacts, email: string, next = "/live") {
  const started = await ask(facts, "POST", "/auth/sso/start", { body: { email, next } });
  return { started, redirectTo: started.body.redirect_to as string | null, mark: started.cookies };
}

/** Goes along redirects of another server with its cookies until one leads to our own side, and answers where. */
export async function followTo(url: string, isOurs: (url: URL) => boolean): Promise<URL> {
  const jar = new Map<string, string>();
  let next = new URL(url);
  for (let hops = 0; hops < 12 && !isOurs(next); hops++) {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
    const response = await fetch(next, { redirect: "manual", headers: { cookie } });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ""] = line.split(";", 1);
      jar.set(pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1));
    }
    const location = response.headers.get("location");
    if (location === null) throw new Error(`${next.href} answered ${response.status}: ${await response.text()}`);
    next = new URL(location, next);
  }
  return next;
}

/** Why sign-ins of an organisation were refused, the newest first, as its admin reads it. */
export async function refusalsOf(facts: DevFacts, cookie: string): Promise<string[]> {
  const { body } = await ask(facts, "GET", "/v1/audit?action=sign_in.failed", { cookie });
  return (body.data as { details: { reason?: string } }[]).flatMap(({ details }) => details.reason ?? []);
}

/** Who a session is of, as the product says. */
export async function whoIs(facts: DevFacts, cookie: string): Promise<Asked["body"]> {
  return (await ask(facts, "GET", "/v1/me", { cookie })).body;
}
