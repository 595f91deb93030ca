import { expect, inject, it } from "vitest";
import { REGIONS } from "../../contract/tenant.ts";
import { renderAccess } from "../../scripts/clickhouse-access/render-access.ts";
import { askClickHouse } from "../helpers/stack-client.ts";

const facts = inject("stack");

/** What a row policy says, as the engine that runs has it. */
const HELD = `SELECT concat(short_name, ' ON ', database, '.', table, ' USING ', select_filter) AS policy
FROM system.row_policies WHERE database = currentDatabase()`;

it.each(REGIONS)(
  "the statements for a ClickHouse of one's own in %s are ones that ClickHouse understands",
  async (region) => {
    const statements = renderAccess(region);
    expect(statements.length).toBeGreaterThan(20);
    for (const statement of statements) {
      expect(await askClickHouse(facts, region, `EXPLAIN AST ${statement}`)).not.toEqual([]);
    }
  },
);

it.each(REGIONS)(
  "and filter rows of the same tables for the same logins as the embedded one does in %s",
  async (region) => {
    const held = await askClickHouse<{ policy: string }>(facts, region, HELD);
    const written = renderAccess(region).flatMap((statement) => {
      const [, name, table, filter] =
        /^CREATE ROW POLICY OR REPLACE (\S+) ON (\S+) FOR SELECT USING (.+) TO \1$/.exec(statement) ?? [];
      return name === undefined ? [] : [`${name} ON ${table} USING ${filter}`];
    });
    expect(written.toSorted()).toEqual(held.map(({ policy }) => policy).toSorted());
  },
);

it("every table with rows of tenants is among them", async () => {
  const tables = await askClickHouse<{ table: string }>(
    facts,
    "us",
    "SELECT DISTINCT table FROM system.columns WHERE database = currentDatabase() AND name = 'org_id' AND table != 'archive_checks'",
  );
  const statements = renderAccess("us").join("\n");
  for (const { table } of tables) expect(statements).toContain(`ON fleetglass_us.${table} FOR SELECT USING`);
});
