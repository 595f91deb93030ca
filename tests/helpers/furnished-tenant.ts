import type { DevFacts } from "../../local/dev-facts.ts";
import type { Residency } from "../../contract/tenant.ts";
import { ask } from "./ask.ts";
import { addPerson } from "./people.ts";
import { newTenant } from "./tenant.ts";

/** An organisation that has one of everything that can be named by an id. */
export interface Furnished {
  orgId: string;
  cookie: string;
  /** Stands in everything that it has, and nowhere else. */
  secret: string;
  /** Ids that a stranger may have heard of. Of the first three the events are stored by whoever needs them. */
  ids: Record<string, string>;
}

/** Makes an organisation with one of everything, by the product's own routes. */
export async function furnish(facts: DevFacts, residency: Residency): Promise<Furnished> {
  const mark = crypto.randomUUID();
  const secret = `secret-${mark}`;
  const tenant = await newTenant(facts, residency);
  const cookie = await tenant.signIn();
  const make = async (path: string, body: unknown, method = "POST"): Promise<string> => {
    const { status, body: made } = await ask(facts, method, path, { cookie, body });
    if (status >= 300) throw new Error(`${method} ${path} answered ${status}: ${JSON.stringify(made)}`);
    return (made as { id: string }).id;
  };
  const member = await addPerson(facts, tenant.orgId, "user");
  const { body: sessions } = await ask(facts, "GET", "/v1/account/sessions", { cookie: member.cookie });
  return {
    orgId: tenant.orgId,
    cookie,
    secret,
    ids: {
      event: `id-${mark}`,
      session: `ses-${mark}`,
      fingerprint: `fp-${mark}`,
      organization: tenant.orgId,
      member: member.memberId,
      user: member.userId,
      email: member.email,
      device: (sessions as { data: { id: string }[] }).data[0]?.id ?? "",
      key: await make("/v1/keys", { name: secret }),
      price: await make(
        "/v1/prices",
        { model: secret, input: 1, output: 1, valid_from: "2026-01-01T00:00:00Z" },
        "PUT",
      ),
      team: await make("/v1/organization/teams", { name: secret }),
      role: await make("/v1/organization/roles", { name: secret, grants: { "audit:read": "org" } }),
      invitation: await make("/v1/organization/invitations", { email: `${secret}@example.com`, role: "viewer" }),
      view: await make("/v1/views", { name: secret, page: "overview", state: `agent_id=${secret}`, shared: true }),
      export: await make("/v1/exports", { source: "events", format: "csv", query: { agent_id: secret } }),
      erasure: await make("/v1/privacy/erasures", { user_ids: [`nobody-${mark}`], reason: secret }),
    },
  };
}

const LISTS = [
  "/v1/me",
  "/v1/organization",
  "/v1/organization/settings",
  "/v1/organization/members",
  "/v1/organization/invitations",
  "/v1/organization/teams",
  "/v1/organization/roles",
  "/v1/keys",
  "/v1/prices",
  "/v1/views",
  "/v1/privacy/consents",
  "/v1/audit?action=organization",
  "/v1/audit?action=api_key",
  "/v1/audit?action=member",
];

/** What an organisation has, as its admin sees it; what goes on by itself, such as jobs, left out. */
export async function lookAround(facts: DevFacts, { cookie, ids }: Furnished): Promise<Record<string, unknown>> {
  const events = `/v1/events?period=7d&agent_id=&agent_id=${encodeURIComponent("!nobody")}`;
  const seen: Record<string, unknown> = {};
  for (const path of [...LISTS, events, `/v1/exports/${ids["export"]}`, `/v1/privacy/erasures/${ids["erasure"]}`]) {
    const { status, body } = await ask(facts, "GET", path, { cookie });
    seen[path] = [status, lasting(body)];
  }
  return seen;
}

/** Without what changes by being looked at. */
function lasting(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(lasting);
  if (typeof value !== "object" || value === null) return value;
  const kept = Object.entries(value).filter(([name]) => !CHANGING.has(name));
  return Object.fromEntries(kept.map(([name, part]) => [name, lasting(part)]));
}

const CHANGING = new Set([
  "as_of",
  "period",
  "next_cursor",
  "last_used_at",
  "last_seen_at",
  "download",
  "state",
  "progress",
  "finished_at",
  "completed_at",
  "receipt",
]);
