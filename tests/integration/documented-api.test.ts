import { beforeAll, describe, expect, inject, it } from "vitest";
import type { DocumentedOperation } from "../helpers/api-document.ts";
import { type CallGround, CALLS } from "../helpers/api-calls.ts";
import { fetchDocument } from "../helpers/api-document.ts";
import { listApiRoutes } from "../helpers/api-routes.ts";
import { fleetRows } from "../helpers/fleet-rows.ts";
import { addPerson } from "../helpers/people.ts";
import { storeRows } from "../helpers/stored-rows.ts";
import { newTenant } from "../helpers/tenant.ts";
import { type CallAnswer, callOperation } from "../helpers/call-operation.ts";

const facts = inject("stack");
const { document, operations, faultsOf } = await fetchDocument(facts);
const named = new Map(operations.map((operation) => [operation.name, operation]));

/** What its body has to say, only the organisation knows. */
const OF_ONES_OWN = ["POST /v1/organization/deletion", "POST /v1/organization/sso", "PATCH /v1/organization/sso/{id}"];
/** Routes that are no part of the API: its description, the sign-in library's, and what is for operators and developers. */
const APART = /^\w+ \/(docs|v1\/openapi\.json|auth\/(\*|sso)|v1\/dev\/(outbox|dns)|v1\/operator)/;

let ground = {} as CallGround;
/** Somebody whose session may end up looking at another organisation. */
let tryer = "";

beforeAll(async () => {
  const tenant = await newTenant(facts, "us");
  const cookie = await tenant.signIn();
  tryer = (await addPerson(facts, tenant.orgId, "admin")).cookie;
  const to = Date.now() - 60_000;
  const rows = fleetRows(200, to - 86_400_000, to);
  await storeRows(facts, tenant.orgId, "us", rows);
  const error = rows.find(({ fingerprint }) => (fingerprint ?? "") !== "");
  if (error === undefined) throw new Error("none of the rows is an error");
  const { event_id: eventId, session_id: sessionId, fingerprint = "" } = error;
  ground = { facts, tenant, cookie, stored: { eventId, sessionId, fingerprint } };
});

/** What is wrong with an answer by its operation's description. */
function faultsOfAnswer({ responses }: DocumentedOperation, { status, type, body }: CallAnswer): string[] {
  const described = responses[String(status)];
  if (described === undefined) return [`${status} is not described: ${JSON.stringify(body)}`];
  const { content = {} } = described;
  const types = Object.keys(content);
  if (types.length === 0) return body === "" ? [] : [`${status} has a body that is not described`];
  const schema = content[type]?.schema;
  if (schema === undefined) return [`${status} is of type ${type}, and described as ${types.join(", ")}`];
  return faultsOf(schema, body);
}

function queriesOf({ parameters = [] }: DocumentedOperation) {
  return parameters.filter(({ in: place }) => place === "query");
}

function examplesOf(operation: DocumentedOperation): Record<string, string> {
  return Object.fromEntries(
    queriesOf(operation).flatMap(({ name, example, schema }) => {
      const said = example ?? schema.example;
      return typeof said === "string" ? [[name, said]] : [];
    }),
  );
}

describe("the document of the API", () => {
  it("is OpenAPI 3.1, and names every operation once", () => {
    expect(document.openapi).toBe("3.1.0");
    const ids = operations.map(({ operationId }) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("has every route of the api Worker, and every operation has a call in this test", async () => {
    const routes = (await listApiRoutes()).map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/g, "{$1}")}`);
    expect(routes.filter((route) => !named.has(route) && !APART.test(route))).toEqual([]);
    expect([...named.keys()].toSorted()).toEqual(Object.keys(CALLS).toSorted());
  });
});

describe.each(operations.map(({ name }) => name))("%s", (name) => {
  const operation = named.get(name) as DocumentedOperation;

  it("answers a valid call as it is described", async () => {
    const call = await CALLS[name]?.(ground) ?? {};
    const answer = await callOperation(ground, operation, call);
    expect([answer.status < 400, faultsOfAnswer(operation, answer), answer.status]).toEqual([
      true,
      [],
      answer.status,
    ]);
  });

  it("answers as it is described whoever comes without credentials", async () => {
    const answer = await callOperation(ground, operation, { params: {}, cookie: "" });
    expect(faultsOfAnswer(operation, answer)).toEqual([]);
    expect(operation.security?.length === 0 || answer.status === 401).toBe(true);
  });

  it("takes the example of its body, and answers its own examples", async () => {
    for (const { schema, example } of Object.values(operation.requestBody?.content ?? {})) {
      if (schema?.format === "binary") continue;
      expect(faultsOf(schema ?? {}, example)).toEqual([]);
      if (OF_ONES_OWN.includes(name)) continue;
      const { headers = {} } = name.includes("/v1/organization") ? {} : await CALLS[name]?.(ground) ?? {};
      const answer = await callOperation(ground, operation, { cookie: tryer, headers, body: example, params: {} });
      // What an example names is not there.
      expect([answer.status, [400, 422].includes(answer.status) ? answer.body : ""]).toEqual([answer.status, ""]);
    }
    for (const { content = {} } of Object.values(operation.responses)) {
      for (const { schema = {}, example } of Object.values(content)) expect(faultsOf(schema, example)).toEqual([]);
    }
  });

  it("takes the examples of its parameters", async () => {
    const { query = {}, ...call } = await CALLS[name]?.(ground) ?? {};
    const answer = await callOperation(ground, operation, { ...call, query: { ...query, ...examplesOf(operation) } });
    expect([answer.status, answer.status < 400 ? "" : answer.body]).toEqual([answer.status, ""]);
  });
});

const reading = operations.filter((operation) => operation.method === "GET" && queriesOf(operation).length > 0);

it.each(reading)("$name refuses a parameter that it does not know", async (operation) => {
  const { query = {}, ...call } = await CALLS[operation.name]?.(ground) ?? {};
  const answer = await callOperation(ground, operation, { ...call, query: { ...query, nonsense: "1" } });
  expect([answer.status, faultsOfAnswer(operation, answer)]).toEqual([400, []]);
});

it("the reference is served to people, and shows every operation", async () => {
  const page = await (await fetch(`${facts.urls.edge}/docs`)).text();
  for (const { operationId, path } of operations) {
    expect(page).toContain(`id="${operationId}"`);
    expect(page).toContain(path);
  }
});
