import pg from "pg";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { hashApiKey } from "../../contract/api-key.ts";
import { newTenant, type TestTenant } from "../helpers/tenant.ts";

const facts = inject("stack");
const TENANT_TABLES = [
  "saved_views",
  "error_states",
  "budgets",
  "organizations",
  "members",
  "teams",
  "invitations",
  "api_keys",
  "audit_log",
  "users",
  "pseudonym_keys",
  "org_prices",
];
const app = new pg.Client({ connectionString: facts.urls.postgres_app });
const auth = new pg.Client({ connectionString: facts.urls.postgres_auth });
let [mine, other] = [{} as TestTenant, {} as TestTenant];

beforeAll(async () => {
  await Promise.all([app.connect(), auth.connect()]);
  mine = await newTenant(facts, "us");
  other = await newTenant(facts, "eu");
});

afterAll(async () => {
  await Promise.all([app.end(), auth.end()]);
});

/** Runs a statement in a transaction in which a setting holds, and takes it back. */
async function runWith(setting: string, value: string, sql: string, values: unknown[] = []): Promise<pg.QueryResult> {
  await app.query("BEGIN");
  try {
    await app.query("SELECT set_config($1, $2, true)", [setting, value]);
    return await app.query(sql, values);
  } finally {
    await app.query("ROLLBACK");
  }
}

const asTenant = (orgId: string, sql: string, values?: unknown[]) => runWith("app.current_org_id", orgId, sql, values);

describe("the application's role", () => {
  it.each(TENANT_TABLES)("sees nothing of %s when it forgot to name an organisation", async (table) => {
    expect((await app.query(`SELECT * FROM ${table}`)).rowCount).toBe(0);
    expect((await asTenant("", `SELECT * FROM ${table}`)).rowCount).toBe(0);
  });

  it("does not keep an organisation beyond the transaction that named it", async () => {
    expect((await asTenant(mine.orgId, "SELECT id FROM organizations")).rows).toEqual([{ id: mine.orgId }]);
    expect((await app.query("SELECT id FROM organizations")).rowCount).toBe(0);
  });

  it("sees only rows of the organisation that it names", async () => {
    const keys = await asTenant(mine.orgId, "SELECT DISTINCT org_id FROM api_keys");
    expect(keys.rows).toEqual([{ org_id: mine.orgId }]);
    const named = await asTenant(mine.orgId, "SELECT * FROM api_keys WHERE org_id = $1", [other.orgId]);
    expect(named.rowCount).toBe(0);
    const people = await asTenant(mine.orgId, "SELECT count(*)::int AS people FROM users");
    expect(people.rows).toEqual([{ people: 1 }]);
  });

  it("cannot write rows of another organisation, or move its own there", async () => {
    const insert = "INSERT INTO teams (id, org_id, name) VALUES ('team_x', $1, 'x')";
    await expect(asTenant(mine.orgId, insert, [other.orgId])).rejects.toThrow(/row-level security/);
    await expect(app.query(insert, [mine.orgId])).rejects.toThrow(/row-level security/);
    const move = "UPDATE api_keys SET org_id = $1";
    await expect(asTenant(mine.orgId, move, [other.orgId])).rejects.toThrow(/permission denied/);
    const rename = await asTenant(mine.orgId, "UPDATE api_keys SET name = 'taken' WHERE org_id = $1", [other.orgId]);
    expect(rename.rowCount).toBe(0);
  });

  it("finds the one key whose hash it names, and that key's organisation", async () => {
    const hash = await hashApiKey(other.apiKey);
    const keys = await runWith("app.key_hash", hash, "SELECT org_id FROM api_keys");
    expect(keys.rows).toEqual([{ org_id: other.orgId }]);
    const organizations = await runWith("app.key_hash", hash, "SELECT id FROM organizations");
    expect(organizations.rows).toEqual([{ id: other.orgId }]);
    const touched = await runWith("app.key_hash", hash, "UPDATE api_keys SET revoked_at = now()");
    expect(touched.rowCount).toBe(0);
  });

  it.each(["DELETE FROM audit_log", "UPDATE audit_log SET action = ''", "DELETE FROM api_keys", "TRUNCATE audit_log"])(
    "may not %s",
    async (sql) => {
      await expect(asTenant(mine.orgId, sql)).rejects.toThrow(/permission denied/);
    },
  );

  it.each(["accounts", "sessions", "verifications"])("may not read %s", async (table) => {
    await expect(asTenant(mine.orgId, `SELECT * FROM ${table}`)).rejects.toThrow(/permission denied/);
  });
});

describe("the sign-in role", () => {
  it.each(["SELECT * FROM api_keys", "SELECT * FROM audit_log", "UPDATE organizations SET residency = 'us'"])(
    "may not %s",
    async (sql) => {
      await expect(auth.query(sql)).rejects.toThrow(/permission denied/);
    },
  );
});
