import type { ExportSummary } from "../../contract/exports.ts";
import { LIST_SOURCES } from "../../contract/list-exports.ts";
import type { DevFacts } from "../../local/dev-facts.ts";
import { ask, readMailedLink } from "./ask.ts";
import { addPerson, PERSON_PASSWORD, withClient } from "./people.ts";
import { listen, type Listening } from "./providers/listen.ts";
import { samlMetadata } from "./providers/saml-metadata.ts";
import { makeSigningKey } from "./providers/self-signed.ts";
import { anEvent, until } from "./stack-client.ts";
import { newTenant, type TestTenant } from "./tenant.ts";

/** What is sent to try an operation. */
export interface Call {
  /** Values of the path's parameters. */
  params?: Record<string, string>;
  query?: Record<string, string>;
  body?: unknown;
  /** A session other than the admin's; "" for none. */
  cookie?: string;
  headers?: Record<string, string>;
}

/** Where operations are tried: an organisation with something of everything. */
export interface CallGround {
  facts: DevFacts;
  tenant: TestTenant;
  /** The admin's session. */
  cookie: string;
  /** Ids of a stored event, of its session and of its error. */
  stored: { eventId: string; sessionId: string; fingerprint: string };
}

type MakeCall = (ground: CallGround) => Call | Promise<Call>;

/** Serves metadata for as long as the tests run. */
let published: Listening | undefined;
const PROVIDER_KEY = makeSigningKey("Called");
const short = () => crypto.randomUUID().slice(0, 8);
const nothing: MakeCall = () => ({});
const asKey = ({ tenant }: CallGround) => ({ authorization: `Bearer ${tenant.apiKey}` });
const aWeek = { period: "7d" };
const weekly: MakeCall = () => ({ query: aWeek });

/** Makes something by a route, and answers what that says of it. */
async function make<T>({ facts, cookie }: CallGround, path: string, body: unknown, method = "POST"): Promise<T> {
  const { status, body: made } = await ask(facts, method, path, { cookie, body });
  if (status >= 300) throw new Error(`${method} ${path} answered ${status}: ${JSON.stringify(made)}`);
  return made as T;
}

const idOf = async (ground: CallGround, path: string, body: unknown, method?: string) => ({
  id: (await make<{ id: string }>(ground, path, body, method)).id,
});
const aKey = (ground: CallGround) => idOf(ground, "/v1/keys", { name: "called" });
const aTeam = (ground: CallGround) => idOf(ground, "/v1/organization/teams", { name: `team ${short()}` });
const aRole = (ground: CallGround) =>
  idOf(ground, "/v1/organization/roles", { name: `role ${short()}`, grants: { "metrics:read": "org" } });
const aView = (ground: CallGround) =>
  idOf(ground, "/v1/views", { name: `view ${short()}`, page: "overview", state: "period=30d" });
const anExport = (ground: CallGround) => idOf(ground, "/v1/exports", { source: "events", format: "csv" });
const aPrice = (model = `model-${short()}`) => ({ model, input: 1, output: 2, valid_from: "2026-01-01T00:00:00Z" });
const aMember = async ({ facts, tenant }: CallGround) => ({
  id: (await addPerson(facts, tenant.orgId, "viewer")).memberId,
});
/** The only provider of the organisation, which has a limited number of them. */
async function aProvider(ground: CallGround): Promise<{ id: string }> {
  const path = "/v1/organization/sso";
  const { body } = await ask(ground.facts, "GET", path, { cookie: ground.cookie });
  for (const { id } of (body as { data: { id: string }[] }).data) {
    await ask(ground.facts, "DELETE", `${path}/${id}`, { cookie: ground.cookie });
  }
  return await idOf(ground, path, {
    protocol: "saml",
    name: `provider ${short()}`,
    domain: `${short()}.example`,
    metadata_xml: samlMetadata("https://idp.example.com/entity", "https://idp.example.com/sso", [PROVIDER_KEY]),
  });
}

const anAddress = () => `invited-${short()}@example.com`;
const anInvitation = (ground: CallGround, email = anAddress()) =>
  idOf(ground, "/v1/organization/invitations", { email, role: "viewer" });

async function tokenFor(ground: CallGround, email: string): Promise<string> {
  await anInvitation(ground, email);
  const link = await until(() => readMailedLink(ground.facts, email, /./), (found) => found !== undefined);
  return /[?&#/](?:token=)?([\w-]{20,64})$/.exec(link ?? "")?.[1] ?? `no token in ${link}`;
}

/** Somebody who belongs to an organisation of their own, for calls after which they do not look at this one. */
async function aStranger({ facts }: CallGround): Promise<{ tenant: TestTenant; cookie: string }> {
  const tenant = await newTenant(facts, "us");
  return { tenant, cookie: await tenant.signIn() };
}

/** An erasure that is under way gives up what is being exported: then something else is. */
async function aDownload(ground: CallGround): Promise<Call> {
  let { id } = await anExport(ground);
  const { download } = await until(async () => {
    const { body } = await ask(ground.facts, "GET", `/v1/exports/${id}`, { cookie: ground.cookie });
    if ((body as ExportSummary).state === "cancelled") ({ id } = await anExport(ground));
    return body as ExportSummary;
  }, ({ state }) => state === "ready");
  const url = new URL(download?.url ?? "");
  return { params: { id }, query: Object.fromEntries(url.searchParams), cookie: "" };
}

const telemetry = (name: string): MakeCall => (ground) => ({
  cookie: "",
  headers: asKey(ground),
  body: { [name]: [] },
});

/** A valid call of every documented operation, by its name. An operation that is missing here is not tested, and fails. */
export const CALLS: Record<string, MakeCall> = {
  "GET /health": nothing,
  "GET /health/ready": nothing,
  "GET /health/history": nothing,
  "GET /v1/health": nothing,
  "GET /v1/health/ready": nothing,
  "GET /v1/health/history": nothing,

  "POST /v1/events": (ground) => ({ cookie: "", headers: asKey(ground), body: { events: [anEvent()] } }),
  "POST /v1/logs": telemetry("resourceLogs"),
  "POST /v1/metrics": telemetry("resourceMetrics"),
  "POST /v1/traces": telemetry("resourceSpans"),
  "POST /v1/otlp/v1/logs": telemetry("resourceLogs"),
  "POST /v1/otlp/v1/metrics": telemetry("resourceMetrics"),
  "POST /v1/otlp/v1/traces": telemetry("resourceSpans"),

  "GET /v1/me": nothing,
  "GET /v1/sign-up": nothing,
  "GET /v1/onboarding": nothing,
  "POST /v1/live/tickets": nothing,
  "GET /v1/live/stream": nothing,
  "GET /v1/live": () => ({ headers: { upgrade: "websocket" } }),
  "POST /v1/session/organization": ({ tenant }) => ({ body: { organization_id: tenant.orgId } }),
  "POST /v1/organizations": async (ground) => {
    const { cookie } = await aStranger(ground);
    return { cookie, body: { name: `founded ${short()}`, residency: "eu" } };
  },
  "GET /v1/account/sessions": nothing,
  "DELETE /v1/account/sessions": async ({ facts, tenant }) => ({
    cookie: (await addPerson(facts, tenant.orgId, "viewer")).cookie,
  }),
  "DELETE /v1/account/sessions/{id}": async ({ facts, tenant }) => {
    const { cookie } = await addPerson(facts, tenant.orgId, "viewer");
    const { body } = await ask(facts, "GET", "/v1/account/sessions", { cookie });
    return { cookie, params: { id: (body as { data: { id: string }[] }).data[0]?.id ?? "" } };
  },
  "GET /v1/account/identities": nothing,
  "DELETE /v1/account/identities/{id}": async (ground) => {
    const { facts, tenant } = ground;
    const { id: provider } = await aProvider(ground);
    const { userId, cookie } = await addPerson(facts, tenant.orgId, "viewer");
    const id = `acc_${short()}`;
    await withClient(
      facts.urls.postgres_auth,
      (auth) =>
        auth.query("INSERT INTO accounts (id, user_id, provider_id, account_id) VALUES ($1, $2, $3, $2)", [
          id,
          userId,
          `sso:${provider}`,
        ]),
    );
    return { cookie, params: { id } };
  },
  "GET /v1/account/consents": nothing,
  "POST /v1/account/consents": () => ({ body: { purpose: "terms", granted: true, version: "2026-11" } }),
  "POST /v1/account/invitations": async (ground) => {
    const { facts, tenant } = await aStranger(ground).then(({ tenant }) => ({ facts: ground.facts, tenant }));
    const person = await addPerson(facts, tenant.orgId, "viewer");
    return { cookie: person.cookie, body: { token: await tokenFor(ground, person.email) } };
  },
  "POST /v1/invitations/registration": async (ground) => ({
    cookie: "",
    body: { token: await tokenFor(ground, anAddress()), name: "Ana", password: PERSON_PASSWORD },
  }),

  "GET /v1/keys": nothing,
  "POST /v1/keys": () => ({ body: { name: "called", scopes: ["ingest", "read"], expires_at: "2099-01-01T00:00:00Z" } }),
  "POST /v1/keys/{id}/rotate": async (ground) => ({ params: await aKey(ground), body: { overlap_seconds: 60 } }),
  "DELETE /v1/keys/{id}": async (ground) => ({ params: await aKey(ground) }),

  "GET /v1/organization": nothing,
  "PATCH /v1/organization": () => ({ body: { name: `renamed ${short()}`, time_zone: "Europe/Berlin" } }),
  "GET /v1/organization/settings": nothing,
  "PATCH /v1/organization/settings": () => ({ body: { capture_content: true } }),
  "GET /v1/organization/retention": nothing,
  "PUT /v1/organization/retention": () => ({ body: { detail_days: 90 } }),
  "POST /v1/organization/deletion": async (ground) => {
    const { cookie } = await aStranger(ground);
    const { body } = await ask(ground.facts, "GET", "/v1/organization", { cookie });
    return { cookie, body: { slug: (body as { slug: string }).slug } };
  },
  "DELETE /v1/organization/deletion": async (ground) => {
    const { cookie } = await aStranger(ground);
    const { body } = await ask(ground.facts, "GET", "/v1/organization", { cookie });
    const { slug } = body as { slug: string };
    await make({ ...ground, cookie }, "/v1/organization/deletion", { slug });
    return { cookie };
  },
  "GET /v1/organization/members": nothing,
  "PATCH /v1/organization/members/{id}": async (ground) => ({ params: await aMember(ground), body: { role: "user" } }),
  "DELETE /v1/organization/members/{id}": async (ground) => ({ params: await aMember(ground) }),
  "GET /v1/organization/invitations": nothing,
  "POST /v1/organization/invitations": () => ({ body: { email: anAddress(), role: "user" } }),
  "DELETE /v1/organization/invitations/{id}": async (ground) => ({ params: await anInvitation(ground) }),
  "GET /v1/organization/teams": nothing,
  "POST /v1/organization/teams": () => ({ body: { name: `team ${short()}` } }),
  "PATCH /v1/organization/teams/{id}": async (ground) => ({
    params: await aTeam(ground),
    body: { name: `team ${short()}` },
  }),
  "DELETE /v1/organization/teams/{id}": async (ground) => ({ params: await aTeam(ground) }),
  "PUT /v1/organization/teams/{id}/members": async (ground) => ({
    params: await aTeam(ground),
    body: { member_ids: [(await aMember(ground)).id] },
  }),
  "GET /v1/organization/roles": nothing,
  "POST /v1/organization/roles": () => ({ body: { name: `role ${short()}`, grants: { "metrics:read": "team" } } }),
  "PUT /v1/organization/roles/{id}": async (ground) => ({
    params: await aRole(ground),
    body: { name: `role ${short()}`, grants: { "views:read": "org" } },
  }),
  "DELETE /v1/organization/roles/{id}": async (ground) => ({ params: await aRole(ground) }),

  "GET /v1/organization/sso": nothing,
  "POST /v1/organization/sso": () => ({
    body: {
      protocol: "saml",
      name: "called",
      domain: `${short()}.example`,
      metadata_xml: samlMetadata("https://idp.example.com/entity", "https://idp.example.com/sso", [PROVIDER_KEY]),
    },
  }),
  "PATCH /v1/organization/sso/{id}": async (ground) => ({
    params: await aProvider(ground),
    body: { name: "changed", default_role: "user", group_claim: "groups", group_roles: { managers: "manager" } },
  }),
  "POST /v1/organization/sso/{id}/domain": async (ground) => {
    const { id } = await aProvider(ground);
    const { body } = await ask(ground.facts, "GET", "/v1/organization/sso", { cookie: ground.cookie });
    const { data } = body as { data: { id: string; dns_record: { name: string; value: string } }[] };
    const record = data.find((provider) => provider.id === id)?.dns_record;
    await ask(ground.facts, "PUT", "/v1/dev/dns", { body: { name: record?.name, texts: [record?.value] } });
    return { params: { id } };
  },
  "POST /v1/organization/sso/{id}/refresh": async (ground) => {
    const { id } = await aProvider(ground);
    published ??= await listen((url) => (_request, response) =>
      response.end(samlMetadata("https://idp.example.com/entity", `${url}/sso`, [PROVIDER_KEY]))
    );
    const patch = { metadata_url: `${published.url}/metadata` };
    await make(ground, `/v1/organization/sso/${id}`, patch, "PATCH");
    return { params: { id } };
  },
  "DELETE /v1/organization/sso/{id}": async (ground) => ({ params: await aProvider(ground) }),

  "GET /v1/prices": nothing,
  "PUT /v1/prices": () => ({ body: aPrice() }),
  "DELETE /v1/prices/{id}": async (ground) => ({ params: await idOf(ground, "/v1/prices", aPrice(), "PUT") }),

  "GET /v1/audit": nothing,
  "GET /v1/audit/export": () => ({ query: { format: "csv" } }),

  "GET /v1/privacy/person": () => ({ query: { user_id: "ana@example.com" } }),
  "GET /v1/privacy/consents": nothing,
  "GET /v1/privacy/erasures": nothing,
  "POST /v1/privacy/erasures": () => ({ body: { user_ids: [`nobody-${short()}`], reason: "asked for" } }),
  "GET /v1/privacy/erasures/{id}": async (ground) => ({
    params: await idOf(ground, "/v1/privacy/erasures", { user_ids: [`nobody-${short()}`] }),
  }),

  "GET /v1/exports": nothing,
  "POST /v1/exports": () => ({ body: { source: "sessions", format: "parquet", query: { period: "24h" } } }),
  "GET /v1/exports/{id}": async (ground) => ({ params: await anExport(ground) }),
  "DELETE /v1/exports/{id}": async (ground) => ({ params: await anExport(ground) }),
  "GET /v1/exports/{id}/download": aDownload,
  "GET /v1/events/export": () => ({ query: { ...aWeek, format: "jsonl" } }),
  "GET /v1/sessions/export": () => ({ query: { ...aWeek, format: "csv" } }),

  ...Object.fromEntries(Object.keys(LIST_SOURCES).map((list) => [`GET /v1/${list}/export`, weekly])),

  "GET /v1/views": nothing,
  "POST /v1/views": () => ({ body: { name: `view ${short()}`, page: "errors", state: "", shared: true } }),
  "GET /v1/views/{id}": async (ground) => ({ params: await aView(ground) }),
  "PATCH /v1/views/{id}": async (ground) => ({ params: await aView(ground), body: { shared: true } }),
  "DELETE /v1/views/{id}": async (ground) => ({ params: await aView(ground) }),

  "GET /v1/metrics/overview": () => ({ query: { period: "7d", compare: "previous" } }),
  "GET /v1/metrics/timeseries": () => ({
    query: { ...aWeek, metric: "cost_usd", group_by: "model", compare: "weekday", time_zone: "Asia/Kathmandu" },
  }),
  "GET /v1/metrics/breakdowns": () => ({ query: { ...aWeek, group_by: "team", metric: "cost_usd", limit: "2" } }),
  "GET /v1/metrics/breakdown": () => ({ query: { ...aWeek, group_by: "team", metric: "error_rate", limit: "1" } }),
  "GET /v1/sessions": weekly,
  "GET /v1/sessions/{id}": ({ stored }) => ({ params: { id: stored.sessionId } }),
  "GET /v1/events": () => ({ query: { ...aWeek, limit: "2" } }),
  "GET /v1/events/{id}": ({ stored }) => ({ params: { id: stored.eventId } }),
  "GET /v1/errors": weekly,
  "GET /v1/errors/{fingerprint}": ({ stored }) => ({ params: { fingerprint: stored.fingerprint }, query: aWeek }),
  "PUT /v1/errors/{fingerprint}/state": ({ stored }) => ({
    params: { fingerprint: stored.fingerprint },
    body: { state: "muted" },
  }),
  "GET /v1/agents": weekly,
  "GET /v1/models": weekly,
  "GET /v1/tools": weekly,
  "GET /v1/users": weekly,
  "GET /v1/teams": weekly,
  "GET /v1/costs": weekly,
  "GET /v1/senders": nothing,
  "GET /v1/ingestion/arrivals": nothing,
  "GET /v1/ingestion/warnings": nothing,
  "POST /v1/ingestion/warnings/replay": nothing,
  "GET /v1/usage": nothing,
  "PUT /v1/budgets": () => ({ body: { team: `team ${short()}`, limit_usd: 1_200.5 } }),
};
