import { describe, expect, inject, it } from "vitest";
import { withClient } from "../helpers/people.ts";

const facts = inject("stack");
const ask = async <Row extends object>(sql: string): Promise<Row[]> =>
  await withClient(facts.urls.postgres, async (owner) => (await owner.query<Row & Record<string, unknown>>(sql)).rows);

interface TenantTable {
  name: string;
  is_secured: boolean;
  is_forced: boolean;
  policies: string | null;
}

/** Every table with rows of tenants: those that name one, and those of the tenants and people themselves. */
const tables = await ask<TenantTable>(`
  SELECT c.relname AS name, c.relrowsecurity AS is_secured, c.relforcerowsecurity AS is_forced,
    (SELECT string_agg(coalesce(pg_get_expr(polqual, polrelid), '') || coalesce(pg_get_expr(polwithcheck, polrelid), ''), ' ')
     FROM pg_policy WHERE polrelid = c.oid AND 'fleetglass_app'::regrole::oid = ANY (polroles)) AS policies
  FROM pg_class c
  WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace
    AND (c.relname IN ('organizations', 'users')
      OR EXISTS (SELECT FROM pg_attribute WHERE attrelid = c.oid AND attname = 'org_id' AND NOT attisdropped))
  ORDER BY 1`);

describe("every table of tenants", () => {
  it("is found", () => {
    expect(tables.map(({ name }) => name)).toEqual(
      expect.arrayContaining(["members", "api_keys", "audit_log", "teams"]),
    );
  });

  it.each(tables)("$name has row-level security, for its owner too", ({ is_secured, is_forced }) => {
    expect({ is_secured, is_forced }).toEqual({ is_secured: true, is_forced: true });
  });

  it.each(tables.filter(({ policies }) => policies !== null))(
    "$name shows the application nothing that a setting of the transaction does not name",
    ({ name, policies }) => {
      const named = name === "users" ? /members/ : /current_setting\('app\.(current_org_id|key_hash)'/;
      expect(policies).toMatch(named);
    },
  );
});

describe("the roles that log in", () => {
  it("own nothing, and none is above row-level security", async () => {
    const roles = await ask<{ name: string; owned: number; is_above: boolean }>(`
      SELECT rolname AS name, rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb AS is_above,
        (SELECT count(*)::int FROM pg_class WHERE relowner = r.oid) AS owned
      FROM pg_roles r WHERE rolname LIKE 'fleetglass\\_%' AND rolname <> 'fleetglass_owner'`);
    expect(roles.length).toBeGreaterThanOrEqual(2);
    expect(roles.filter(({ owned, is_above }) => owned > 0 || is_above)).toEqual([]);
  });

  it("reach no table of tenants through a role that everybody has", async () => {
    const granted = await ask(`
      SELECT table_name, privilege_type FROM information_schema.role_table_grants
      WHERE grantee = 'PUBLIC' AND table_schema = 'public'`);
    expect(granted).toEqual([]);
  });
});
