import { describe, expect, inject, it } from "vitest";
import { withClient } from "../helpers/people.ts";
import { readCredentialTable } from "../helpers/read-credentials.ts";

const facts = inject("stack");

interface Grant {
  grantee: string;
  table_name: string;
  privilege_type: string;
}

/** Every privilege of a login, on a table or on some of its columns. */
const grants = await withClient(facts.urls.postgres, async (owner) =>
  (await owner.query<Grant>(`
    SELECT r.rolname AS grantee, c.relname AS table_name, p.name AS privilege_type
    FROM pg_roles r, pg_class c, unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']) AS p(name)
    WHERE r.rolname LIKE 'fleetglass\\_%' AND c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
      AND (has_table_privilege(r.oid, c.oid, p.name)
        OR (p.name <> 'DELETE' AND has_any_column_privilege(r.oid, c.oid, p.name)))`)).rows);

function tablesOf(login: string, privileges: string[]): string[] {
  const fitting = grants.filter((grant) => grant.grantee === login && privileges.includes(grant.privilege_type));
  return [...new Set(fitting.map(({ table_name }) => table_name))].toSorted();
}

describe("docs/credentials.md", () => {
  it.each([...readCredentialTable("Logins")])("says what %s reads and changes", (login, [reads = [], changes = []]) => {
    expect(tablesOf(login, ["SELECT"])).toEqual(reads.toSorted());
    expect(tablesOf(login, ["INSERT", "UPDATE", "DELETE"])).toEqual(changes.toSorted());
  });

  it.each([...readCredentialTable("What the application")])(
    "says what %s cannot do",
    (login, [never = [], adds = []]) => {
      expect(never.length).toBeGreaterThan(0);
      expect(tablesOf(login, ["SELECT", "INSERT", "UPDATE", "DELETE"]).filter((table) => never.includes(table)))
        .toEqual([]);
      expect(tablesOf(login, ["UPDATE", "DELETE"]).filter((table) => adds.includes(table))).toEqual([]);
      expect(tablesOf(login, ["INSERT"])).toEqual(expect.arrayContaining(adds));
    },
  );
});
