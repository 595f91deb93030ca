import type { RegionAccess } from "../../stores/clickhouse/ask-region.ts";
import { readWatermark } from "../../stores/clickhouse/rollups/read-watermark.ts";
import { rollHours } from "../../stores/clickhouse/rollups/roll-hours.ts";
import { SOURCES } from "../../stores/clickhouse/rollups/sources.ts";
import type { DevFacts } from "../../local/dev-facts.ts";
import type { Totals } from "./ledger.ts";
import { askClickHouse } from "./stack-client.ts";
import type { TestTenant } from "./tenant.ts";

/**
 * What each rollup makes of a tenant's events, by its name. The hours are aggregated for this, the present one as well, under a
 * version that never comes to count.
 */
export async function readRolled(
  facts: DevFacts,
  { orgId, region }: Pick<TestTenant, "orgId" | "region">,
): Promise<Record<string, Totals>> {
  const jobs: RegionAccess = {
    url: facts.urls.clickhouse,
    database: facts.clickhouse.databases[region],
    user: facts.clickhouse.jobs[region].username,
    password: facts.clickhouse.jobs[region].password,
  };
  const hours = await askClickHouse<{ start: number }>(
    facts,
    region,
    "SELECT DISTINCT toUnixTimestamp(toStartOfHour(timestamp)) AS start FROM events WHERE org_id = {org:String}",
    { org: orgId },
  );
  const { version } = await readWatermark(jobs, 0);
  if (hours.length > 0) await rollHours(jobs, hours.map(({ start }) => ({ orgId, start })), version);
  const sums = await Promise.all(SOURCES.map(async ({ name }) => {
    const [totals] = await askClickHouse<Totals>(
      facts,
      region,
      `SELECT toUInt64(sum(events)) AS events, toFloat64(sum(cost_usd)) AS costUsd,
  sum(input_tokens + output_tokens + cache_read_tokens + cache_creation_tokens + reasoning_tokens) AS tokens
FROM ${name}_hourly WHERE org_id = {org:String} AND version = {version:UInt64}`,
      { org: orgId, version },
    );
    return [name, totals ?? { events: 0, costUsd: 0, tokens: 0 }] as const;
  }));
  return Object.fromEntries(sums);
}
