import { beforeAll, expect, inject, it } from "vitest";
import { type CallGround, CALLS } from "../helpers/api-calls.ts";
import { fetchDocument } from "../helpers/api-document.ts";
import { callOperation } from "../helpers/call-operation.ts";
import { fleetRows } from "../helpers/fleet-rows.ts";
import { withClient } from "../helpers/people.ts";
import { storeRows } from "../helpers/stored-rows.ts";
import { newTenant } from "../helpers/tenant.ts";

const facts = inject("stack");
const { operations } = await fetchDocument(facts);

/** What changes nothing of an organisation's. */
const UNTOLD: Record<string, string> = {
  "POST /v1/live/tickets": "a ticket is a way to look, good for a minute",
  "POST /v1/session/organization": "which of one's own organisations a session looks at",
};
/** Sessions are written down as they open and close, in every organisation of whose they are, without a request. */
const BY_SESSION = ["DELETE /v1/account/sessions", "DELETE /v1/account/sessions/{id}"];
/** What is set as a whole, in place of nothing as well. */
const WHOLE = ["PUT /v1/prices", "PUT /v1/budgets", "PUT /v1/errors/{fingerprint}/state"];
const changing = operations.filter(({ name, method, security = [] }) =>
  method !== "GET" && CALLS[name] !== undefined && !/^POST \/v1\/(events|logs|metrics|traces|otlp)/.test(name) &&
  (security.length > 0 || name === "POST /v1/invitations/registration")
);

let ground = {} as CallGround;
const startedAt = new Date(Date.now() - 1_000);
beforeAll(async () => {
  const tenant = await newTenant(facts, "us");
  const to = Date.now() - 60_000;
  const rows = fleetRows(50, to - 86_400_000, to);
  await storeRows(facts, tenant.orgId, "us", rows);
  const error = rows.find(({ fingerprint }) => (fingerprint ?? "") !== "");
  if (error === undefined) throw new Error("none of the rows is an error");
  const { event_id: eventId, session_id: sessionId, fingerprint = "" } = error;
  ground = { facts, tenant, cookie: await tenant.signIn(), stored: { eventId, sessionId, fingerprint } };
}, 60_000);

interface Line {
  action: string;
  actor_id: string;
  details: { before?: unknown; after?: unknown };
}

/** What was written down of one request, in whichever of the organisations that these tests have made. */
async function linesOf(requestId: string): Promise<Line[]> {
  const ids = await withClient(facts.urls.postgres_auth, async (auth) => {
    const sql = "SELECT id FROM organizations WHERE created_at >= $1";
    return (await auth.query<{ id: string }>(sql, [startedAt])).rows.map(({ id }) => id);
  });
  return await withClient(facts.urls.postgres_app, async (app) => {
    const lines: Line[] = [];
    for (const id of ids) {
      await app.query("SELECT set_config('app.current_org_id', $1, false)", [id]);
      const sql = "SELECT action, actor_id, details FROM audit_log WHERE request_id = $1";
      lines.push(...(await app.query<Line>(sql, [requestId])).rows);
    }
    return lines;
  });
}

/** Makes a call that is right, and answers what was written down of it. */
async function linesAfter(operation: typeof operations[number]): Promise<Line[]> {
  const call = await CALLS[operation.name]?.(ground) ?? {};
  const { status, requestId, body } = await callOperation(ground, operation, call);
  expect([status < 300, status < 300 ? "" : body]).toEqual([true, ""]);
  return await linesOf(requestId);
}

const isErasure = ({ name }: { name: string }) => name === "POST /v1/privacy/erasures";
// An erasure lets go of the exports that others are about, so it comes last.
const told = changing.filter(({ name }) => !BY_SESSION.includes(name) && !(name in UNTOLD))
  .toSorted((a, b) => Number(isErasure(a)) - Number(isErasure(b)));
/** Changes of what is set up: the line says what was before and what is now. */
const isCompared = ({ name, method }: { name: string; method: string }) =>
  ["PATCH", "PUT"].includes(method) && !WHOLE.includes(name);

it.each(told)("$name writes down who did what, in the change itself", async (operation) => {
  const lines = await linesAfter(operation);
  expect(lines.length).toBeGreaterThan(0);
  for (const { actor_id } of lines) expect(actor_id).toMatch(/^usr_/);
  const compared = isCompared(operation) ? lines : [];
  for (const { details: { before, after } } of compared) {
    expect([before, after]).not.toContain(undefined);
    expect(before).not.toEqual(after);
  }
});

it.each(changing.filter(({ name }) => name in UNTOLD))("$name writes nothing down", async (operation) => {
  expect(await linesAfter(operation)).toEqual([]);
});
