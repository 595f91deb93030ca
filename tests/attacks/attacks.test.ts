import { beforeAll, describe, expect, inject, it } from "vitest";
import { EVENTS_PATH, TELEMETRY_SIGNALS, telemetryPaths } from "../../contract/ingest-routes.ts";
import { PROBLEMS } from "../../contract/problem.ts";
import { CALLS } from "../helpers/api-calls.ts";
import { readText } from "../helpers/call-operation.ts";
import { fetchDocument } from "../helpers/api-document.ts";
import { listApiRoutes } from "../helpers/api-routes.ts";
import { fleetRows } from "../helpers/fleet-rows.ts";
import { HOSTILE_BODIES, HOSTILE_TEXTS, someOfMany, spoil } from "../helpers/hostile-values.ts";
import { inTurns } from "../helpers/in-turns.ts";
import { LIBRARY_BODIES, OPERATOR_BODIES } from "../helpers/hidden-bodies.ts";
import { addPerson } from "../helpers/people.ts";
import { furnish, type Furnished, lookAround } from "../helpers/furnished-tenant.ts";
import { storeRows } from "../helpers/stored-rows.ts";
import { newTenant, originOf } from "../helpers/tenant.ts";

const facts = inject("stack");
const { operations } = await fetchDocument(facts);
const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"];

/** A route, and what it would take. */
interface Target {
  name: string;
  method: string;
  path: string;
  queries: string[];
  /** An example of its body; `undefined` for none. */
  body: unknown;
}

const documented = new Map(operations.map((operation) => [operation.name, operation]));
const targets: Target[] = [
  ...(await listApiRoutes()).map(({ method, path }) => ({ method, path: path.replaceAll(/:(\w+)/g, "{$1}") })),
  ...[EVENTS_PATH, ...TELEMETRY_SIGNALS.flatMap(telemetryPaths)].map((path) => ({ method: "POST", path })),
  ...Object.keys(LIBRARY_BODIES).map((name) => ({ method: name.split(" ")[0] ?? "", path: name.split(" ")[1] ?? "" })),
].filter(({ path }) => path !== "/auth/*").map(({ method, path }) => {
  const name = `${method} ${path}`;
  const operation = documented.get(name);
  return {
    name,
    method,
    path,
    queries: operation?.parameters?.filter(({ in: place }) => place === "query").map((parameter) => parameter.name) ??
      ["to", "region", "token"],
    body: operation?.requestBody?.content["application/json"]?.example ?? LIBRARY_BODIES[name] ?? OPERATOR_BODIES[name],
  };
});

/** What is taken starts a job, or hashes a password: a few of these are enough. */
const isCostly = ({ name }: Target) =>
  /^POST .*(erasures|exports|jobs|replay|reprice|registration|sign-|password|organizations|enable)/.test(name);
const textsFor = (target: Target) => isCostly(target) ? HOSTILE_TEXTS.slice(0, 3) : HOSTILE_TEXTS;

let victim = {} as Furnished;
let attacker = { cookie: "", readKey: "", ingestKey: "" };
let before: unknown;

beforeAll(async () => {
  victim = await furnish(facts, "us");
  const to = Date.now() - 60_000;
  const [first, ...rest] = fleetRows(60, to - 86_400_000, to).map((row) => ({
    ...row,
    agent_id: victim.secret,
    user_id: victim.secret,
    error_message: victim.secret,
    fingerprint: victim.ids["fingerprint"],
  }));
  if (first === undefined) throw new Error("there are no rows");
  const named = { ...first, event_id: victim.ids["event"] ?? "", session_id: victim.ids["session"] ?? "" };
  await storeRows(facts, victim.orgId, "us", [named, ...rest]);
  const tenant = await newTenant(facts, "us");
  const person = await addPerson(facts, tenant.orgId, "admin");
  const made = await send({ method: "POST", path: "/v1/keys" }, {
    cookie: person.cookie,
    body: JSON.stringify({ name: "of the attacker", scopes: ["read"] }),
  });
  attacker = { cookie: person.cookie, readKey: (made.body as { key: string }).key, ingestKey: tenant.apiKey };
  before = await lookAround(facts, victim);
}, 120_000);

interface Shot {
  params?: string;
  query?: Record<string, string>;
  body?: string;
  cookie?: string;
  headers?: Record<string, string>;
}

interface Hit {
  status: number;
  type: string;
  text: string;
  body: unknown;
  allow: string | null;
  /** Where it sends the asker on to. */
  location: string;
}

async function send({ method, path }: Pick<Target, "method" | "path">, shot: Shot): Promise<Hit> {
  const filled = path.replaceAll(/\{\w+\}/g, encodeURIComponent((shot.params ?? "nothing").toWellFormed()));
  const search = shot.query === undefined ? "" : `?${new URLSearchParams(shot.query).toString()}`;
  const response = await fetch(`${facts.urls.edge}${filled}${search}`, {
    method,
    redirect: "manual",
    headers: {
      ...credentialsFor(path),
      ...(shot.body === undefined ? {} : { "content-type": "application/json" }),
      ...(shot.cookie === undefined ? {} : { cookie: shot.cookie }),
      ...shot.headers,
    },
    ...(shot.body === undefined || method === "GET" ? {} : { body: shot.body }),
  });
  const text = await readText(response);
  const [type = ""] = (response.headers.get("content-type") ?? "").split(";");
  const body: unknown = type.endsWith("json") && text !== "" ? JSON.parse(text) : undefined;
  const { headers, status } = response;
  return { status, type, text, body, allow: headers.get("allow"), location: headers.get("location") ?? "" };
}

/** Everybody's own way in: the route itself is to be reached, not its gate. */
function credentialsFor(path: string): Record<string, string> {
  if (path.startsWith("/v1/operator")) return { authorization: `Bearer ${facts.operator_token ?? ""}` };
  // A session that is ended by one of these is nobody else's.
  if (path.startsWith("/auth/")) return { origin: originOf(facts) };
  const isIngest = path === EVENTS_PATH || TELEMETRY_SIGNALS.some((signal) => telemetryPaths(signal).includes(path));
  return {
    origin: originOf(facts),
    cookie: attacker.cookie,
    ...(isIngest ? { "x-api-key": attacker.ingestKey } : {}),
  };
}

/** Shows whoever develops on this machine the mail of everybody; elsewhere there is no such route. */
const isShared = (path: string) => path.startsWith("/v1/dev/");

/** What is wrong with an answer, whatever was asked; "" where nothing is. */
function faultOf({ status, type, text, body }: Hit, path = ""): string {
  if (text.includes(victim.secret) && !isShared(path)) return `shows what is another's: ${text.slice(0, 300)}`;
  if (status >= 500) return `${status} ${text.slice(0, 300)}`;
  if (status < 400) return "";
  if (type !== "application/problem+json") return `${status} is ${type}: ${text.slice(0, 200)}`;
  const { code, status: said, instance } = body as { code: string; status: number; instance: string };
  return code in PROBLEMS && said === status && instance !== "" ? "" : `is no problem: ${text.slice(0, 200)}`;
}

/** Whether nothing was done. A way in that ends in a browser leads back to the sign-in page, with the reason. */
const isRefused = ({ status, location }: Hit) => status >= 400 || /\/login\?sso=\w+$/.test(location);

/** A sample fires two shots of each kind at every route, at each route others. */
const MOST = process.env["FLEETGLASS_ATTACKS"] === "sample" ? 2 : Infinity;
const choose = (target: Target, all: readonly Shot[]) =>
  someOfMany(all, Math.min(MOST, all.length), targets.indexOf(target));

/** Fires shots at a route; what went wrong, by the shot. */
async function fire(target: Target, all: readonly Shot[]): Promise<[string, string][]> {
  const shots = choose(target, all);
  const hits = await inTurns(shots, 6, (shot) => send(target, shot));
  return hits.flatMap((hit, at) => {
    const fault = faultOf(hit, target.path);
    return fault === "" ? [] : [[JSON.stringify(shots[at]).slice(0, 200), fault] as [string, string]];
  });
}

describe.each(targets)("$name", (target) => {
  const { path, queries, body, method } = target;
  const hasParams = path.includes("{");

  it("gives a clear refusal, or its own answer, to whatever stands in its address", async () => {
    const texts = textsFor(target);
    const shots = [
      ...(hasParams ? texts.map((params) => ({ params })) : []),
      ...queries.flatMap((name, turn) =>
        someOfMany(texts, 2, turn).map((text) => ({ query: { [name]: text.toWellFormed() } }))
      ),
      { query: Object.fromEntries(queries.map((name) => [name, "x"])) },
      { query: { "__proto__": "x", "constructor": "x", "a[b]": "x" } },
    ].map((shot) => ({ ...shot, ...(body === undefined ? {} : { body: JSON.stringify(body) }) }));
    expect(await fire(target, shots)).toEqual([]);
  });

  it.runIf(method !== "GET")("gives a clear refusal, or its own answer, to whatever stands in its body", async () => {
    const few = isCostly(target) ? HOSTILE_TEXTS.slice(0, 3) : undefined;
    const shots = [
      ...HOSTILE_BODIES.map((text) => ({ body: text })),
      ...(body === undefined ? [] : spoil(body, few, few?.length).map((spoilt) => ({ body: JSON.stringify(spoilt) }))),
    ];
    expect(await fire(target, shots)).toEqual([]);
  });

  it.runIf(method !== "GET" && body !== undefined)("takes its body as JSON alone", async () => {
    const types = [
      "text/plain",
      "application/x-www-form-urlencoded",
      "multipart/form-data; boundary=x",
      "application/xml",
      "application/json; charset=utf-16",
      "nonsense",
    ];
    const shots = types.map((type) => ({ body: JSON.stringify(body), headers: { "content-type": type } }));
    expect(await fire(target, shots)).toEqual([]);
    const plain = await send(target, { body: JSON.stringify(body), headers: { "content-type": "text/plain" } });
    // Pages that are being left can send their events as plain text alone; a key is the only credential there.
    expect(plain.status >= 400).toBe(path !== EVENTS_PATH);
  });

  it("says for methods that it does not have which there are", async () => {
    const own = targets.filter((other) => other.path === path).map((other) => other.method);
    const others = METHODS.filter((other) => !own.includes(other));
    const hits = await inTurns(others, 4, (other) => send({ path, method: other }, {}));
    for (const [at, hit] of hits.entries()) {
      // Another route's pattern may fit the same address.
      const isOther = hit.status < 400 ||
        ["NOT_FOUND", "VAL_INVALID_FORMAT", "INVALID_QUERY"].includes((hit.body as { code: string }).code);
      expect([others[at], faultOf(hit), isOther || hit.allow !== null]).toEqual([others[at], "", true]);
    }
  });

  it.runIf(!path.startsWith("/v1/operator"))(
    "does nothing to, and shows nothing of, what another organisation has",
    async () => {
      const ids = Object.values(victim.ids);
      const example = body === undefined ? {} : { body: JSON.stringify(body) };
      const addressed = hasParams ? ids.map((params) => ({ params, ...example })) : [];
      const named = [
        ...queries.flatMap((name, turn) =>
          someOfMany(ids, 1, turn).map((id) => ({ query: { [name]: id }, ...example }))
        ),
        ...(isCostly(target) || body === undefined
          ? []
          : spoil(body, ids, ids.length).map((spoilt) => ({ body: JSON.stringify(spoilt) }))),
      ];
      expect(await fire(target, [...addressed, ...named])).toEqual([]);
      for (const shot of choose(target, addressed)) {
        expect([shot.params, isRefused(await send(target, shot))]).toEqual([shot.params, true]);
      }
    },
  );
});

describe("after all of it", () => {
  it("everything that the other organisation has is as it was", async () => {
    expect(await lookAround(facts, victim)).toEqual(before);
  });

  it("the attacker is who they were", async () => {
    const { status, text } = await send({ method: "GET", path: "/v1/me" }, {});
    expect([status, text.includes(victim.orgId)]).toEqual([200, false]);
  });
});

describe("keys that may read", () => {
  // A socket is opened by an upgrade, which is no plain question.
  const reading = operations.filter(({ name, method, security = [] }) =>
    method === "GET" && name !== "GET /v1/live" && security.some((one) => "bearer" in one)
  );

  it.each(reading)(
    "$name answers a key of the organisation, and shows it nothing of another's",
    async ({ name, method, path }) => {
      const { query = {}, params = {} } = path.includes("{") ? {} : await CALLS[name]?.({} as never) ?? {};
      expect(params).toEqual({});
      const answers = path.includes("{") ? [200, 404] : [200];
      const ways: Record<string, string>[] = [{ authorization: `Bearer ${attacker.readKey}` }, {
        "x-api-key": attacker.readKey,
      }];
      for (const headers of ways) {
        const hit = await send({ method, path }, { query, headers, cookie: "" });
        expect([faultOf(hit), hit.status, answers.includes(hit.status)]).toEqual(["", hit.status, true]);
      }
      const foreign = {
        query: { ...query, org_id: victim.orgId },
        headers: { "x-api-key": attacker.readKey },
        cookie: "",
      };
      expect((await send({ method, path }, foreign)).body).toMatchObject({ status: 403, code: "ORG_MISMATCH" });
    },
  );

  it("are read from headers alone", async () => {
    const query = { key: attacker.readKey, api_key: attacker.readKey, access_token: attacker.readKey };
    expect((await send({ method: "GET", path: "/v1/usage" }, { query, cookie: "" })).status).toBe(401);
  });
});
