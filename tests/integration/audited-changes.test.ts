import { beforeAll, describe, expect, inject, it } from "vitest";
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
/** Changes of what is set up: the line says what was before and what is now. */
const COMPARED = [
  "PATCH /v1/organization",
  "PATCH /v1/organization/settings",
  "PUT /v1/organization/retention",
  "PATCH /v1/organization/members/{id}",
  "PATCH /v1/organization/teams/{id}",
  "PUT /v1/organization/teams/{id}/members",
  "PUT /v1/organization/roles/{id}",
  "PATCH /v1/organization/sso/{id}",
  "PATCH /v1/views/{id}",
];
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

describe.each(changing.filter(({ name }) => !BY_SESSION.includes(name)))("$name", (operation) => {
  const { name } = operation;
  it(
    name in UNTOLD ? `writes nothing down: ${UNTOLD[name]}` : "writes down who did what, in the change itself",
    async () => {
      const call = await CALLS[name]?.(ground) ?? {};
      const { status, requestId, body } = await callOperation(ground, operation, call);
      expect([status < 300, status < 300 ? "" : body]).toEqual([true, ""]);
      const lines = await linesOf(requestId);
      if (name in UNTOLD) return expect(lines).toEqual([]);
      expect(lines.length).toBeGreaterThan(0);
      for (const { actor_id } of lines) expect(actor_id).toMatch(/^usr_/);
      if (!COMPARED.includes(name)) return;
      const { before, after } = lines[0]?.details ?? {};
      expect(before).toBeDefined();
      expect(after).toBeDefined();
      expect(before).not.toEqual(after);
    },
  );
});

it("every change of a set-up is one of those that are compared, made or removed as a whole", () => {
  const whole = changing.filter(({ method }) => ["PATCH", "PUT"].includes(method)).map(({ name }) => name);
  expect(whole.filter((name) => !COMPARED.includes(name))).toEqual([
    "PUT /v1/prices",
    "PUT /v1/errors/{fingerprint}/state",
  ]);
});
