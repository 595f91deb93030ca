import type { ForgottenPeople, ForgottenTelemetry } from "../../contract/rpc.ts";
import type { Region } from "../../contract/tenant.ts";
import type { RegionAccess } from "../../stores/clickhouse/ask-region.ts";
import type { Database } from "../../stores/postgres/connect.ts";
import type { RunRequest } from "./start-run.ts";

/** What jobs reach outside: one region's stores, and the accounts. */
export interface JobPorts {
  region: Region;
  /** Within this an edge has heard of an erasure, and what it took before has come through the queue. */
  erasurePauseMs: number;
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
  /** Has an organisation's live object forget people. */
  forgetInLive(orgId: string, digests: readonly string[]): Promise<ForgottenPeople>;
  /** Has an organisation's telemetry object forget people. */
  forgetInTelemetry(orgId: string, digests: readonly string[]): Promise<ForgottenTelemetry>;
  /** Starts another run. */
  startRun(request: RunRequest): Promise<unknown>;
}
