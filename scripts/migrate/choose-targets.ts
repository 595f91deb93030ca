import { type Region, REGIONS } from "../../contract/tenant.ts";
import type { ClickHouseEndpoint } from "../../local/engines/clickhouse-http.ts";
import { describeExternalClickHouse, type Environment } from "../../local/engines/external.ts";
import type { ClickHouseFacts } from "../../local/engines/clickhouse.ts";
import type { MigrationTargets } from "./run.ts";

export interface TargetChoice {
  store: "clickhouse" | "postgres" | "all";
  region: Region | "all";
}

/** What is reachable, from the environment or from running engines. */
export interface Reachable {
  postgresUrl?: string;
  clickhouse?: Partial<Record<Region, ClickHouseEndpoint & { database: string }>>;
}

/** Keeps the targets that were asked for; throws when one of them is not reachable. */
export function chooseTargets({ store, region }: TargetChoice, reachable: Reachable): MigrationTargets {
  const targets: MigrationTargets = {};
  if (store !== "clickhouse") {
    if (reachable.postgresUrl === undefined) throw new Error("Postgres is not known: set DATABASE_URL");
    targets.postgresUrl = reachable.postgresUrl;
  }
  if (store !== "postgres") {
    targets.clickhouse = {};
    for (const wanted of region === "all" ? REGIONS : [region]) {
      const endpoint = reachable.clickhouse?.[wanted];
      if (endpoint === undefined) {
        throw new Error(`ClickHouse is not known: set CLICKHOUSE_URL, or CLICKHOUSE_URL_${wanted.toUpperCase()}`);
      }
      targets.clickhouse[wanted] = endpoint;
    }
  }
  return targets;
}

/** Reads what the environment names; a region's own `CLICKHOUSE_URL_<REGION>` goes before `CLICKHOUSE_URL`. */
export function readEnvironment(env: Environment): Reachable {
  const clickhouse: Reachable["clickhouse"] = {};
  for (const region of REGIONS) {
    const url = env[`CLICKHOUSE_URL_${region.toUpperCase()}`] ?? env.CLICKHOUSE_URL;
    const facts = describeExternalClickHouse({ ...env, CLICKHOUSE_URL: url });
    if (facts) clickhouse[region] = endpointOf(facts, region);
  }
  return { postgresUrl: env.DATABASE_URL, clickhouse };
}

/** The owner's way into one region's database. */
export function endpointOf(facts: ClickHouseFacts, region: Region): ClickHouseEndpoint & { database: string } {
  return { url: facts.url, ...facts.admin, database: facts.databases[region] };
}

/** Whether everything chosen is on this machine, where nothing of value is lost by mistake. */
export function isLocal({ postgresUrl, clickhouse = {} }: MigrationTargets): boolean {
  const urls = [postgresUrl, ...Object.values(clickhouse).map((endpoint) => endpoint.url)];
  return urls.every((url) => url === undefined || ["127.0.0.1", "localhost", "[::1]"].includes(new URL(url).hostname));
}
