import type { Region } from "../../contract/tenant.ts";
import { databaseOf } from "./clickhouse-access.ts";
import type { ClickHouseFacts, Login } from "./clickhouse.ts";
import type { PostgresTarget } from "./neon-proxy.ts";
import type { PostgresFacts } from "./postgres.ts";

export type Environment = Record<string, string | undefined>;

/**
 * Describes the ClickHouse service that `CLICKHOUSE_URL` names; undefined when there is none.
 * Its login comes from the URL, or from `CLICKHOUSE_USER` and `CLICKHOUSE_PASSWORD`, and serves every purpose that has
 * no login of its own (`CLICKHOUSE_READ_US_USER`, `CLICKHOUSE_INGEST_EU_PASSWORD` and so on).
 */
export function describeExternalClickHouse(env: Environment): ClickHouseFacts | undefined {
  if (!env.CLICKHOUSE_URL) return undefined;
  const url = new URL(env.CLICKHOUSE_URL);
  const admin: Login = {
    username: env.CLICKHOUSE_USER ?? (decodeURIComponent(url.username) || "default"),
    password: env.CLICKHOUSE_PASSWORD ?? decodeURIComponent(url.password),
  };
  const loginFor = (role: "INGEST" | "READ" | "JOBS" | "EXPORT", region: Region): Login => {
    const prefix = `CLICKHOUSE_${role}_${region.toUpperCase()}`;
    const username = env[`${prefix}_USER`];
    return username ? { username, password: env[`${prefix}_PASSWORD`] ?? "" } : admin;
  };
  return {
    url: url.origin,
    databases: { us: databaseOf("us"), eu: databaseOf("eu") },
    admin,
    ingest: { us: loginFor("INGEST", "us"), eu: loginFor("INGEST", "eu") },
    read: { us: loginFor("READ", "us"), eu: loginFor("READ", "eu") },
    jobs: { us: loginFor("JOBS", "us"), eu: loginFor("JOBS", "eu") },
    export: { us: loginFor("EXPORT", "us"), eu: loginFor("EXPORT", "eu") },
  };
}

/**
 * Describes the Postgres service that `DATABASE_URL` (the tables' owner) names; undefined when there is none.
 * The api, the auth library and the jobs must not log in as the owner, whom row-level security may spare.
 */
export function describeExternalPostgres(env: Environment): PostgresFacts | undefined {
  if (!env.DATABASE_URL) return undefined;
  const { DATABASE_APP_URL: appUrl, DATABASE_AUTH_URL: authUrl, DATABASE_JOBS_URL: jobsUrl } = env;
  if (!appUrl || !authUrl || !jobsUrl) {
    throw new Error(
      "DATABASE_URL names the tables' owner; DATABASE_APP_URL, DATABASE_AUTH_URL and DATABASE_JOBS_URL are needed beside it",
    );
  }
  return { ownerUrl: env.DATABASE_URL, appUrl, authUrl, jobsUrl };
}

/** Where the Neon proxy must lead for a Postgres; undefined for Neon itself, which needs no proxy. */
export function chooseProxyTarget(databaseUrl: string): PostgresTarget | undefined {
  const { hostname, port } = new URL(databaseUrl);
  if (hostname.endsWith(".neon.tech")) return undefined;
  return { host: hostname, port: port === "" ? 5432 : Number(port) };
}
