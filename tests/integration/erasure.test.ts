import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import type { Erasure } from "../../contract/erasure.ts";
import { ask } from "../helpers/ask.ts";
import { addPerson, type TestPerson, withClient } from "../helpers/people.ts";
import { replayStep } from "../helpers/operator.ts";
import { leaveTraces } from "../helpers/leave-traces.ts";
import { lifetimesOfParts, partsOnDisk, partsWith, setLifetimes } from "../helpers/replaced-parts.ts";
import { placesWith, vacuumPostgres } from "../helpers/search-stores.ts";
import { anEvent, askClickHouse, postEvents, until, watchLive } from "../helpers/stack-client.ts";
import { newTenant, type TestTenant } from "../helpers/tenant.ts";
import { STACK_VARIABLE } from "../helpers/test-stack.ts";

const facts = inject("stack");
const { [STACK_VARIABLE]: dataDir = "" } = process.env;
/** A job waits for what edges took before they knew, and looks again: by itself after ninety seconds, in the gate sooner. */
const ERASED_WITHIN_MS = 150_000;

let tenant = {} as TestTenant;
let admin = {} as TestPerson;
let person = {} as TestPerson;
let receipt = {} as Erasure;
/** Parts of ClickHouse that held rows of theirs. */
let rewritten: string[] = [];
/** How long a replaced part stays on the disk. It is left nearly no time here: nobody waits for a minute. */
let lifetimes: Record<string, number> = {};

beforeAll(async () => {
  tenant = await newTenant(facts, "us");
  admin = await addPerson(facts, tenant.orgId, "admin");
  person = await addPerson(facts, tenant.orgId, "user");
  const events = [
    anEvent({ user_id: person.email, session_id: "ses-erased", event_type: "error", error_type: "x" }),
    anEvent({ user_id: person.userId, session_id: "ses-erased-too" }),
    anEvent({ user_id: "somebody@example.com", session_id: "ses-kept" }),
  ];
  await postEvents(facts, tenant, events);
  await until(countRows, (rows) => rows === 3);
  lifetimes = await lifetimesOfParts(facts, tenant.region);
  await setLifetimes(facts, tenant.region, Object.fromEntries(Object.keys(lifetimes).map((table) => [table, 0])));
});
afterAll(() => setLifetimes(facts, tenant.region, lifetimes));

/** At least so much was there of the person. */
const LEAST = [
  ["events", 9],
  ["raw_log_rows", 10],
  ["archived_days", 1],
  ["live_sessions", 5],
  ["live_lines", 5],
  ["telemetry_events", 2],
  ["telemetry_traces", 1],
] as const;

/** What stands in all that the person left, and nowhere else. */
const nameOf = ({ email }: TestPerson) => email.slice(0, email.indexOf("@"));

const as = (method: string, path: string, body?: unknown, { cookie }: { cookie: string } = admin) =>
  ask(facts, method, path, { cookie, body });

async function countRows(): Promise<number> {
  const rows = await askClickHouse(facts, "us", "SELECT 1 FROM events FINAL WHERE org_id = {org:String}", {
    org: tenant.orgId,
  });
  return rows.length;
}

describe("the export of a person", () => {
  it("has account, membership, sign-ins, audit lines, consents, views and every event in one document, and is written down", async () => {
    await as("POST", "/v1/account/consents", { purpose: "terms", granted: true, version: "2026-11" }, person);
    const view = { name: "My own", page: "sessions", state: "period=7d" };
    expect((await as("POST", "/v1/views", view, person)).status).toBe(201);
    const answer = await as("GET", `/v1/privacy/person?user_id=${encodeURIComponent(person.email)}`);
    expect(answer.headers.get("content-disposition")).toMatch(/attachment; filename="person-/);
    const sessions = answer.body.events.map((event: { session_id: string }) => event.session_id);
    expect(sessions.toSorted()).toEqual(["ses-erased", "ses-erased-too"]);
    expect(answer.body.memberships).toMatchObject([{ email: person.email, role: "user" }]);
    expect(answer.body.consents).toMatchObject([{ purpose: "terms", granted: true, version: "2026-11" }]);
    expect(answer.body.audit.length).toBeGreaterThan(0);
    expect(answer.body.saved_views).toMatchObject([view]);
    expect(answer.body.sign_in).toMatchObject({
      accounts: [{ user_id: person.userId, two_factor: false }],
      sessions: [{ user_agent: expect.any(String) }],
      passkeys: [],
    });
    // Nothing that would let somebody in as the person.
    const [token = ""] = /(?<=session_token=)[^;.]+/.exec(person.cookie) ?? [];
    expect([token.length > 10, JSON.stringify(answer.body).includes(token)]).toEqual([true, false]);
    const { body } = await as("GET", "/v1/audit?action=privacy.person_exported");
    expect(body.data).toHaveLength(1);
    expect(JSON.stringify(body.data)).not.toContain(person.email);
  });

  it("of somebody unknown is empty, and well formed", async () => {
    const { status, body } = await as("GET", "/v1/privacy/person?user_id=nobody");
    expect([status, body.events, body.memberships]).toEqual([200, [], []]);
  });
});

describe("the consent log", () => {
  it("is one's own to write, an admin's to read, and only grows", async () => {
    await as("POST", "/v1/account/consents", { purpose: "terms", granted: false, version: "2026-11" }, person);
    const own = await as("GET", "/v1/account/consents", undefined, person);
    expect(own.body.data.map(({ granted }: { granted: boolean }) => granted)).toEqual([false, true]);
    expect((await as("GET", "/v1/privacy/consents")).body.data).toEqual(own.body.data);
    expect((await as("GET", "/v1/privacy/consents", undefined, person)).status).toBe(403);
    await withClient(facts.urls.postgres_app, async (app) => {
      for (const sql of ["DELETE FROM consents", "UPDATE consents SET granted = true"]) {
        await expect(app.query(sql)).rejects.toThrow(/permission denied/);
      }
    });
  });
});

describe("the erasure of a person", () => {
  it("has something to find in every store", { timeout: 120_000 }, async () => {
    await leaveTraces(facts, tenant, { ...person, adminCookie: admin.cookie });
    const places = (await placesWith(facts, dataDir, nameOf(person))).join("\n");
    for (const where of ["clickhouse fleetglass_us.events", "clickhouse fleetglass_us.sessions_", "postgres users"]) {
      expect(places).toContain(where);
    }
    for (const where of ["postgres exports", "postgres saved_views", "postgres /"]) expect(places).toContain(where);
    for (const where of ["OrgLive", "OrgTelemetry", "parquet "]) expect(places).toContain(where);
    const exported = await as("GET", `/v1/privacy/person?user_id=${encodeURIComponent(person.email)}`);
    expect(exported.body.parked_events).toMatchObject([{ user_id: person.email, session_id: "poison" }]);
    expect(places).toMatch(/state\/v3\/r2\/.*blobs/);
  });

  it("has replaced parts on the disk for less time than passes between its two passes", async () => {
    rewritten = await partsWith(facts, tenant, person.email);
    expect(Object.values(lifetimes)).toEqual([60, 60, 60, 60, 60]);
  });

  it("removes their membership and account at once, and keeps no name", async () => {
    const named = { user_ids: [person.email], reason: `${person.email.toUpperCase()} asked by letter` };
    const refused = await as("POST", "/v1/privacy/erasures", named);
    expect(refused).toMatchObject({ status: 422, body: { errors: [{ pointer: "/reason" }] } });
    const started = await as("POST", "/v1/privacy/erasures", { user_ids: [person.email], reason: "asked by letter" });
    expect(started).toMatchObject({
      status: 202,
      body: { state: "running", receipt: { memberships: 1, accounts: 1 } },
    });
    receipt = started.body;
    expect((await as("GET", "/v1/me", undefined, person)).status).toBe(401);
    const kept = await withClient(
      facts.urls.postgres_auth,
      async (auth) => await auth.query("SELECT 1 FROM users WHERE email = $1", [person.email]),
    );
    expect(kept.rowCount).toBe(0);
  });

  it("reaches every store, and says so with figures", { timeout: ERASED_WITHIN_MS + 10_000 }, async () => {
    const read = async () => (await as("GET", `/v1/privacy/erasures/${receipt.id}`)).body as Erasure;
    const complete = await until(read, ({ state }) => state === "complete", ERASED_WITHIN_MS);
    expect(complete.receipt).toMatchObject({
      memberships: 1,
      accounts: 1,
      saved_views: 1,
      exports: 3,
      dead_letters: 1,
    });
    const missing = LEAST.filter(([what, least]) => Number(complete.receipt[what]) < least);
    expect(missing.map(([what]) => `${what}: ${complete.receipt[what]}`)).toEqual([]);
    expect(await countRows()).toBe(1);
    for (const name of [person.email, person.userId]) expect(JSON.stringify(complete)).not.toContain(name);
  });

  it("leaves not a byte of theirs in any store", { timeout: 180_000 }, async () => {
    expect(rewritten.length).toBeGreaterThan(2);
    const onDisk = await partsOnDisk(facts, tenant.region);
    expect(rewritten.filter((part) => onDisk.includes(part))).toEqual([]);
    await vacuumPostgres(facts, dataDir);
    await until(() => placesWith(facts, dataDir, nameOf(person)), (places) => places.length === 0, 30_000);
    // Who did what stays on record, by an id that leads to nobody any more.
    const kept = (await placesWith(facts, dataDir, person.userId)).filter((place) => !place.startsWith("postgres /"));
    expect(kept).toEqual(["postgres audit_log", "postgres consents"]);
  });

  it("leaves nothing in the live view", async () => {
    const viewer = await watchLive(facts, admin.cookie);
    const snapshot = JSON.stringify(await viewer.waitFor(({ type }) => type === "SNAPSHOT"));
    viewer.close();
    expect(snapshot).toContain("ses-kept");
    for (const text of [person.email, person.userId, "ses-erased"]) expect(snapshot).not.toContain(text);
  });

  it("leaves nothing in the raw log that a rebuild would bring back, and what is left can be read", async () => {
    const from = new Date(Date.now() - 3_600_000).toISOString();
    const progress = await replayStep(facts, { source: "raw", region: "us", from });
    expect(progress).toMatchObject({ refused: 0 });
    expect(await countRows()).toBe(1);
  });

  it("drops events of theirs that come late, and takes the others", { timeout: 120_000 }, async () => {
    // An edge asks about a key that it knows every half minute, and about a new one at once.
    const made = await as("POST", "/v1/keys", { name: "of later", scopes: ["ingest"] });
    const apiKey = (made.body as { key: string }).key;
    const late = async () => {
      const events = [
        anEvent({ user_id: person.email }),
        anEvent({ user_id: "somebody@example.com", session_id: "ses-late" }),
      ];
      const answer = await postEvents(facts, { apiKey }, events);
      const kept = await askClickHouse(
        facts,
        "us",
        "SELECT 1 FROM events WHERE org_id = {org:String} AND user_id = {user:String}",
        {
          org: tenant.orgId,
          user: person.email,
        },
      );
      return { status: answer.status, kept: kept.length, cleared: answer.ok };
    };
    expect((await late()).status).toBe(202);
    await until(
      () =>
        askClickHouse(facts, "us", "SELECT 1 FROM events WHERE org_id = {org:String} AND session_id = 'ses-late'", {
          org: tenant.orgId,
        }),
      (rows) => rows.length === 1,
    );
    expect((await late()).kept).toBe(0);
  });

  it("is for admins of the same organisation alone, and spares the last admin", async () => {
    const stranger = await (await newTenant(facts, "us")).signIn();
    expect((await as("GET", `/v1/privacy/erasures/${receipt.id}`, undefined, { cookie: stranger })).status).toBe(404);
    const lonely = await newTenant(facts, "us");
    const cookie = await lonely.signIn();
    const { user } = (await as("GET", "/v1/me", undefined, { cookie })).body;
    const refused = await as("POST", "/v1/privacy/erasures", { user_ids: [user.email] }, { cookie });
    expect(refused).toMatchObject({ status: 409, body: { code: "CONFLICT" } });
    expect((await as("GET", "/v1/privacy/erasures")).body.data).toHaveLength(1);
  });
});
