import pg from "pg";
import { beforeAll, describe, expect, inject, it } from "vitest";
import { type ApiKeySummary, CreatedApiKey, RotatedApiKey } from "../../contract/account.ts";
import type { ProblemBody } from "../../contract/problem.ts";
import { anEvent, get, postEvents, until } from "../helpers/stack-client.ts";
import { newTenant, originOf, signIn, type TestTenant } from "../helpers/tenant.ts";

const facts = inject("stack");
/** What the product promises about revocation, wherever a key is in use. */
const REVOKED_WITHIN_MS = 90_000;

let tenant = {} as TestTenant;
let cookie = "";
let viewer = "";
beforeAll(async () => {
  tenant = await newTenant(facts, "eu");
  cookie = await tenant.signIn();
  const login = facts.organizations.flatMap(({ logins }) => logins).find(({ role }) => role === "viewer");
  if (login === undefined) throw new Error("the demo viewer is missing");
  viewer = await signIn(facts, login.email, login.password);
});

async function send(method: string, path: string, body?: unknown, session = cookie) {
  const response = await fetch(`${facts.urls.edge}${path}`, {
    method,
    headers: { cookie: session, origin: originOf(facts), "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === "" ? undefined : JSON.parse(text) };
}

async function createKey(input: object = {}): Promise<CreatedApiKey> {
  const { status, body } = await send("POST", "/v1/keys", { name: "key", ...input });
  expect(status).toBe(201);
  return CreatedApiKey.parse(body);
}

async function rotateKey(id: string, input: object = {}) {
  const answer = await send("POST", `/v1/keys/${id}/rotate`, input);
  expect(answer.status).toBe(201);
  expect(answer.headers.get("cache-control")).toBe("no-store");
  return RotatedApiKey.parse(answer.body);
}

async function listedKey(id: string): Promise<ApiKeySummary | undefined> {
  const { data } = await (await get(facts, "/v1/keys", cookie)).json() as { data: ApiKeySummary[] };
  return data.find((row) => row.id === id);
}

/** Status and code with which the edge answers an event under a key. */
async function use(key: string): Promise<string> {
  const response = await postEvents(facts, { ...tenant, apiKey: key }, [anEvent()]);
  const body: unknown = await response.json();
  return response.ok ? String(response.status) : `${response.status} ${(body as ProblemBody).code}`;
}

interface AuditLine {
  action: string;
  actor_id: string;
  details: Record<string, unknown>;
  request_id: string;
}

async function askAsTenant<Row extends pg.QueryResultRow>(sql: string, values: unknown[]): Promise<Row[]> {
  const client = new pg.Client({ connectionString: facts.urls.postgres_app });
  await client.connect();
  try {
    await client.query("SELECT set_config('app.current_org_id', $1, false)", [tenant.orgId]);
    return (await client.query<Row>(sql, values)).rows;
  } finally {
    await client.end();
  }
}

async function auditOf(id: string): Promise<AuditLine[]> {
  return await askAsTenant(
    "SELECT action, actor_id, details, request_id FROM audit_log WHERE target_id = $1 ORDER BY at",
    [id],
  );
}

describe("an API key", () => {
  it("says in lists who made it, what it may do, and when it ends", async () => {
    const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
    const { key, ...created } = await createKey({ name: "CI", scopes: ["read", "ingest"], expires_at: expiresAt });
    expect(created).toMatchObject({
      name: "CI",
      scopes: ["read", "ingest"],
      expires_at: expiresAt,
      last_used_at: null,
      created_by: { name: "Test Person" },
    });
    expect(key.startsWith(created.prefix)).toBe(true);
    expect(created.prefix).toMatch(/^fg_eu_.{4}$/);
    expect(await listedKey(created.id)).toEqual(created);
    expect(await use(key)).toBe("202");
  });

  it("sends nothing without the scope for it", async () => {
    const { key } = await createKey({ scopes: ["read"] });
    expect(await use(key)).toBe("403 SCOPE_MISSING");
  });

  it("stops working when it expires", async () => {
    const { key } = await createKey({ expires_at: new Date(Date.now() + 1_500).toISOString() });
    await new Promise((resolve) => setTimeout(resolve, 1_600));
    expect(await use(key)).toBe("401 AUTH_REVOKED");
  });

  it.each([
    [{ expires_at: "2020-01-01T00:00:00Z" }, ["/expires_at"]],
    [{ expires_at: "tomorrow" }, ["/expires_at"]],
    [{ name: "two\nlines", scopes: ["write"] }, ["/name", "/scopes/0"]],
    [{ name: "nul\u0000" }, ["/name"]],
    [{ name: "x".repeat(81) }, ["/name"]],
  ])("is not made of %j", async (input, pointers) => {
    const { status, body } = await send("POST", "/v1/keys", { name: "key", ...input });
    expect([status, body.code]).toEqual([422, "VAL_INVALID_FORMAT"]);
    expect(body.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual(pointers);
  });

  it("leaves a line in the audit log for everything that is done to it", async () => {
    const { id } = await createKey({ name: "audited" });
    const successor = await rotateKey(id, { overlap_seconds: 60 });
    expect((await send("DELETE", `/v1/keys/${id}`)).status).toBe(204);
    expect((await send("DELETE", `/v1/keys/${id}`)).status).toBe(204);
    const lines = await auditOf(id);
    expect(lines.map(({ action }) => action)).toEqual(["api_key.created", "api_key.rotated", "api_key.revoked"]);
    expect(lines[1]?.details).toMatchObject({ name: "audited", successor: successor.id });
    const [born] = await auditOf(successor.id);
    expect(born).toMatchObject({ action: "api_key.created", details: { replaces: id } });
    expect(born?.request_id).toBe(lines[1]?.request_id);
    expect(JSON.stringify(lines)).not.toContain(successor.key);
  });
});

describe("rotating a key", () => {
  it("makes another of the same name and scopes, and the old one works until the overlap ends", async () => {
    const old = await createKey({ name: "fleet", scopes: ["ingest", "read"] });
    const rotated = await rotateKey(old.id, { overlap_seconds: 2 });
    expect(rotated).toMatchObject({ name: "fleet", scopes: ["ingest", "read"], expires_at: null });
    expect(rotated.key).not.toBe(old.key);
    expect(rotated.replaces.id).toBe(old.id);
    expect((await listedKey(old.id))?.expires_at).toBe(rotated.replaces.expires_at);
    expect(await use(rotated.key)).toBe("202");
    await new Promise((resolve) => setTimeout(resolve, 2_100));
    expect(await use(old.key)).toBe("401 AUTH_REVOKED");
    expect(await use(rotated.key)).toBe("202");
  });

  it("overlaps for a day where nothing is said, and never lets the old one live longer than it would have", async () => {
    const long = await createKey();
    const { replaces } = await rotateKey(long.id);
    expect(Math.abs(Date.parse(replaces.expires_at) - Date.now() - 86_400_000)).toBeLessThan(60_000);
    const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
    const short = await createKey({ expires_at: expiresAt });
    expect((await rotateKey(short.id)).replaces.expires_at).toBe(expiresAt);
  });

  it("ends the old one at once where no overlap is wanted", async () => {
    const old = await createKey();
    await rotateKey(old.id, { overlap_seconds: 0 });
    expect(await use(old.key)).toBe("401 AUTH_REVOKED");
  });

  it("is refused for a key that has ended", async () => {
    const revoked = await createKey();
    await send("DELETE", `/v1/keys/${revoked.id}`);
    const expired = await createKey();
    await rotateKey(expired.id, { overlap_seconds: 0 });
    for (const { id } of [revoked, expired]) {
      const answer = await send("POST", `/v1/keys/${id}/rotate`, {});
      expect(answer).toMatchObject({ status: 409, body: { code: "CONFLICT" } });
    }
  });

  it("has one successor for each time that it succeeds, also when asked for twice at once", async () => {
    const { id } = await createKey({ name: "raced" });
    const answers = await Promise.all([1, 2].map(() => send("POST", `/v1/keys/${id}/rotate`, { overlap_seconds: 0 })));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201, 409]));
  });

  it("takes only overlaps of up to a week", async () => {
    const { id } = await createKey();
    for (const overlap_seconds of [-1, 604_801, 1.5, "60"]) {
      const { status, body } = await send("POST", `/v1/keys/${id}/rotate`, { overlap_seconds });
      expect([status, body.errors[0].pointer]).toEqual([422, "/overlap_seconds"]);
    }
  });

  it("is for keepers of keys of the same organisation only", async () => {
    const { id } = await createKey();
    const path = `/v1/keys/${id}/rotate`;
    expect(await send("POST", path, {}, viewer)).toMatchObject({ status: 403, body: { code: "SCOPE_MISSING" } });
    const stranger = await (await newTenant(facts, "eu")).signIn();
    expect(await send("POST", path, {}, stranger)).toMatchObject({ status: 404, body: { code: "NOT_FOUND" } });
    expect(await send("POST", path, {}, "")).toMatchObject({ status: 401, body: { code: "AUTH_MISSING" } });
    expect((await listedKey(id))?.expires_at).toBeNull();
  });

  it("does not stumble over ids that no key can have", async () => {
    expect((await send("POST", "/v1/keys/key_nothing/rotate", {})).status).toBe(404);
    expect((await send("POST", "/v1/keys/a%00b/rotate", {})).status).toBe(400);
    expect((await send("DELETE", "/v1/keys/a%00b")).status).toBe(400);
  });
});

describe("a key that an edge knows well", () => {
  it(`is refused within ${REVOKED_WITHIN_MS / 1000} s of being revoked; others go on, and their use is noted`, {
    timeout: REVOKED_WITHIN_MS + 30_000,
  }, async () => {
    const [doomed, kept] = [await createKey(), await createKey()];
    for (let round = 0; round < 5; round++) {
      expect([await use(doomed.key), await use(kept.key)]).toEqual(["202", "202"]);
    }
    await until(() => listedKey(kept.id), (row) => row?.last_used_at !== null);
    await askAsTenant("UPDATE api_keys SET last_used_at = now() - interval '1 hour' WHERE id = $1", [kept.id]);
    const revokedAt = performance.now();
    expect((await send("DELETE", `/v1/keys/${doomed.id}`)).status).toBe(204);
    await until(() => use(doomed.key), (answer) => answer === "401 AUTH_REVOKED", REVOKED_WITHIN_MS);
    const tookMs = performance.now() - revokedAt;
    console.log(`a revocation took effect after ${(tookMs / 1000).toFixed(1)} s at an edge that knew the key`);
    const isNoted = (row: ApiKeySummary | undefined) => Date.now() - Date.parse(row?.last_used_at ?? "") < 120_000;
    const useAndRead = async () => {
      expect(await use(kept.key)).toBe("202");
      return await listedKey(kept.id);
    };
    await until(useAndRead, isNoted, 35_000);
  });
});
