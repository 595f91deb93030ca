import { beforeAll, describe, expect, inject, it } from "vitest";
import { ROLES } from "../../contract/account.ts";
import { grantsOfKey, grantsOfRole } from "../../contract/permissions.ts";
import type { ProblemBody } from "../../contract/problem.ts";
import type { KeyScope } from "../../contract/rpc.ts";
import type { Gate } from "../../workers/api/auth/gate.ts";
import { addAuthenticator, signInHalfway } from "../helpers/authenticator.ts";
import { listApiRoutes } from "../helpers/api-routes.ts";
import { addPerson, type TestPerson } from "../helpers/people.ts";
import { newTenant, originOf, type TestTenant } from "../helpers/tenant.ts";

const facts = inject("stack");
const routes = (await listApiRoutes()).flatMap(({ method, path, gates }) => {
  const [gate] = gates;
  return gate === undefined ? [] : [{ method, path, gate, name: `${method} ${path}` }];
});
const guarded = routes.flatMap((route) => route.gate.kind === "permission" ? [{ ...route, gate: route.gate }] : []);
type PermissionGate = Extract<Gate, { kind: "permission" }>;

let tenant = {} as TestTenant;
let stranger = {} as TestTenant;
const people = {} as Record<typeof ROLES[number], TestPerson>;
let readKey = "";
/** Of an admin who has entered their password and not yet the code of their authenticator. */
let halfway = "";

beforeAll(async () => {
  tenant = await newTenant(facts, "us");
  stranger = await newTenant(facts, "us");
  for (const role of ROLES) people[role] = await addPerson(facts, tenant.orgId, role, { teams: ["atlas"] });
  const careful = await addPerson(facts, tenant.orgId, "admin");
  await addAuthenticator(facts, careful);
  halfway = await signInHalfway(facts, careful);
  readKey = await createKey(people.admin.cookie, ["read"]);
});

async function createKey(cookie: string, scopes: string[]): Promise<string> {
  const headers = { cookie, origin: originOf(facts), "content-type": "application/json" };
  const body = JSON.stringify({ name: "matrix", scopes });
  const response = await fetch(`${facts.urls.edge}/v1/keys`, { method: "POST", headers, body });
  return (await response.json() as { key: string }).key;
}

interface Answer {
  status: number;
  code: string | undefined;
}

/** Asks a route with credentials. The body is no valid one for anything, so that nothing is done by asking. */
async function ask(
  route: { method: string; path: string },
  credentials: Record<string, string>,
  query = "",
): Promise<Answer> {
  const path = route.path.replaceAll(/:\w+/g, "nothing_of_the_kind");
  const hasBody = !["GET", "HEAD"].includes(route.method);
  const response = await fetch(`${facts.urls.edge}${path}${query}`, {
    method: route.method,
    headers: { origin: originOf(facts), ...(hasBody ? { "content-type": "application/json" } : {}), ...credentials },
    ...(hasBody ? { body: JSON.stringify({ nothing: "of the kind" }) } : {}),
  });
  const body: unknown = response.headers.get("content-type")?.includes("problem+json")
    ? await response.json()
    : undefined;
  await response.body?.cancel().catch(() => {});
  return { status: response.status, code: (body as ProblemBody | undefined)?.code };
}

/** `entered` where the route itself answered, `refused` where its gate did, or what else went wrong. */
function entryOf({ status, code }: Answer): string {
  if (status === 403 && code === "SCOPE_MISSING") return "refused";
  return status === 401 || status === 403 || status >= 500 ? `${status} ${code}` : "entered";
}

/** What a key with a scope meets at a gate. */
function expectedOf(scope: KeyScope, { key, permission }: PermissionGate): string {
  return key && grantsOfKey([scope])[permission] !== undefined ? "entered" : "refused";
}

describe.each(guarded)("$name", (route) => {
  it.each(ROLES)("lets the role %s through if the table says so", async (role) => {
    const answer = await ask(route, { cookie: people[role].cookie });
    expect(entryOf(answer)).toBe(grantsOfRole(role)[route.gate.permission] === undefined ? "refused" : "entered");
  });

  it("lets a key that may read through if the table says so", async () => {
    const answer = await ask(route, { authorization: `Bearer ${readKey}` });
    expect(entryOf(answer)).toBe(expectedOf("read", route.gate));
  });

  it("lets a key that may only send through if the table says so, and none that is no key", async () => {
    expect(entryOf(await ask(route, { "x-api-key": tenant.apiKey }))).toBe(expectedOf("ingest", route.gate));
    const forged = await ask(route, { authorization: `Bearer fg_us_${"A".repeat(32)}` });
    expect(forged).toEqual({ status: 401, code: "AUTH_INVALID" });
  });

  it("asks who one is, and of which organisation", async () => {
    expect(await ask(route, {})).toEqual({ status: 401, code: "AUTH_MISSING" });
    expect(await ask(route, { cookie: halfway })).toEqual({ status: 401, code: "AUTH_MISSING" });
    const foreign = await ask(route, { cookie: people.admin.cookie }, `?org_id=${stranger.orgId}`);
    expect(foreign).toEqual({ status: 403, code: "ORG_MISMATCH" });
  });
});

describe("what is about oneself", () => {
  it.each(routes.filter(({ gate }) => gate.kind === "person"))("$name asks who one is", async (route) => {
    expect(await ask(route, {})).toEqual({ status: 401, code: "AUTH_MISSING" });
    expect(await ask(route, { cookie: halfway })).toEqual({ status: 401, code: "AUTH_MISSING" });
    expect(await ask(route, { authorization: `Bearer ${readKey}` })).toEqual({ status: 401, code: "AUTH_MISSING" });
  });
});

describe("what is for operators", () => {
  it.each(routes.filter(({ gate }) => gate.kind === "operator"))("$name is nothing for people", async (route) => {
    expect((await ask(route, { cookie: people.admin.cookie })).status).toBe(404);
  });
});
