import type { Region } from "../../contract/tenant.ts";
import type { RegionAccess } from "../../stores/clickhouse/ask-region.ts";
import { type Database, openDatabase, useNeonEndpoints } from "../../stores/postgres/connect.ts";
import { jobsConfig } from "./config.ts";

/** What jobs reach outside: one region's stores, and the accounts. */
export interface JobPorts {
  region: Region;
  /** The region's ClickHouse as the user that may change its tables. */
  clickhouse: RegionAccess;
  /** The region's ClickHouse as the user that may only read, and of tenants' rows those of one organisation. */
  exporter: RegionAccess;
  /** Raw log and dead letters. */
  rawLog: R2Bucket;
  archive: R2Bucket;
  exports: R2Bucket;
  /** Postgres as the jobs' role. */
  database: Database;
}

/** The parts that jobs need, from the Worker's bindings. */
export function bindPorts(env: JobsEnv): JobPorts {
  const { region, databaseUrl, neonFetchEndpoint, clickhouse, exporter } = jobsConfig(env);
  useNeonEndpoints({ fetchEndpoint: neonFetchEndpoint, wsProxy: "" });
  return {
    region,
    clickhouse,
    exporter,
    rawLog: env.RAW_LOG,
    archive: env.ARCHIVE,
    exports: env.EXPORTS,
    database: openDatabase(databaseUrl),
  };
}
