import type { Region } from "../contract/tenant.ts";
import type { ClickHouseFacts } from "./engines/clickhouse.ts";
import type { Engines } from "./engines/start.ts";

/** What the local Workers' settings are made from. */
export interface WorkerSurroundings {
  engines: Pick<Engines, "clickhouse" | "postgres" | "neon" | "secrets">;
  edgeUrl: string;
  /** Origin that people's browsers use. */
  publicUrl: string;
  /** Between the two passes of an erasure, where it is not what the jobs' configuration says. */
  erasurePauseSeconds?: number | undefined;
  /** How long edges believe what they were told of a key, where it is not what the api's configuration says. */
  keyVerdictSeconds?: number | undefined;
}

export interface LocalWorker {
  /** The committed configuration, relative to the project. */
  config: string;
  /** Replaces `main`, relative to the project. */
  main?: string;
  /** What stands in the Worker's `[vars]` and secrets here; the committed values hold where nothing is said. */
  vars?: (surroundings: WorkerSurroundings) => Record<string, string>;
}

/** Lets the local queue call the consumer, as the platform does in production. */
const CONSUMER_ENTRY = "local/queue/consumer-entry.ts";

/** Every Worker of the local stack, the one that is reached from outside first. */
export const LOCAL_WORKERS: Record<string, LocalWorker> = {
  edge: { config: "wrangler.toml" },
  api: { config: "workers/api/wrangler.toml", vars: apiVars },
  "consumer-us": { config: "workers/consumer/wrangler.toml", main: CONSUMER_ENTRY, vars: consumerVars("us") },
  "consumer-eu": { config: "workers/consumer/wrangler.eu.toml", main: CONSUMER_ENTRY, vars: consumerVars("eu") },
  "jobs-us": { config: "workers/jobs/wrangler.toml", vars: jobsVars("us") },
  "jobs-eu": { config: "workers/jobs/wrangler.eu.toml", vars: jobsVars("eu") },
  live: { config: "durable-objects/wrangler.toml" },
  "local-queue": { config: "local/queue/wrangler.toml" },
};

function apiVars({ engines, edgeUrl, publicUrl, keyVerdictSeconds }: WorkerSurroundings): Record<string, string> {
  const { clickhouse, postgres, neon, secrets } = engines;
  return {
    PUBLIC_URL: publicUrl,
    INGEST_URL: edgeUrl,
    ...(keyVerdictSeconds === undefined ? {} : { KEY_VERDICT_SECONDS: String(keyVerdictSeconds) }),
    ENVIRONMENT: "development",
    SIGN_UP: "open",
    MAIL_URL: "outbox",
    DNS_RESOLVER: "local",
    LOOPBACK_PROVIDERS: "allowed",
    NEON_FETCH_ENDPOINT: neon.sqlUrl,
    NEON_WS_PROXY: neon.wsProxy,
    DATABASE_URL: postgres.appUrl,
    AUTH_DATABASE_URL: postgres.authUrl,
    AUTH_SECRET: secrets.auth_secret,
    OPERATOR_TOKEN: secrets.operator_token,
    ...readerVars(clickhouse, "us"),
    ...readerVars(clickhouse, "eu"),
  };
}

function readerVars(clickhouse: ClickHouseFacts, region: Region): Record<string, string> {
  const prefix = `CLICKHOUSE_${region.toUpperCase()}`;
  return {
    [`${prefix}_URL`]: clickhouse.url,
    [`${prefix}_DATABASE`]: clickhouse.databases[region],
    [`${prefix}_USER`]: clickhouse.read[region].username,
    [`${prefix}_PASSWORD`]: clickhouse.read[region].password,
  };
}

function consumerVars(region: Region): NonNullable<LocalWorker["vars"]> {
  return ({ engines: { clickhouse } }) => ({
    CLICKHOUSE_URL: clickhouse.url,
    CLICKHOUSE_DATABASE: clickhouse.databases[region],
    CLICKHOUSE_USER: clickhouse.ingest[region].username,
    CLICKHOUSE_PASSWORD: clickhouse.ingest[region].password,
  });
}

function jobsVars(region: Region): NonNullable<LocalWorker["vars"]> {
  return ({ engines: { clickhouse, neon, postgres }, erasurePauseSeconds }) => ({
    ...(erasurePauseSeconds === undefined ? {} : { ERASURE_PAUSE_SECONDS: String(erasurePauseSeconds) }),
    NEON_FETCH_ENDPOINT: neon.sqlUrl,
    DATABASE_URL: postgres.jobsUrl,
    CLICKHOUSE_URL: clickhouse.url,
    CLICKHOUSE_DATABASE: clickhouse.databases[region],
    CLICKHOUSE_USER: clickhouse.jobs[region].username,
    CLICKHOUSE_PASSWORD: clickhouse.jobs[region].password,
    CLICKHOUSE_EXPORT_USER: clickhouse.export[region].username,
    CLICKHOUSE_EXPORT_PASSWORD: clickhouse.export[region].password,
  });
}
