import { neon, neonConfig, Pool } from "@neondatabase/serverless";
import { drizzle as drizzleHttp, type NeonHttpDatabase } from "drizzle-orm/neon-http";
import { drizzle as drizzlePool, type NeonDatabase } from "drizzle-orm/neon-serverless";
import * as schema from "./schema/index.ts";

/** Postgres over HTTP: one round trip per statement or batch. Holds no connection, so it may outlive a request. */
export type Database = NeonHttpDatabase<typeof schema>;

/** Where Neon's protocols are spoken; an empty text means Neon's own service. */
export interface NeonEndpoints {
  /** URL that takes SQL over HTTP. */
  fetchEndpoint: string;
  /** `host:port/path` that takes WebSockets, unencrypted. */
  wsProxy: string;
}

/** The longest that SQL over HTTP may take: what is asked here is answered in milliseconds, or not at all. */
const TIMEOUT_MS = 10_000;

/** Points the driver at a local proxy. The driver's settings are global, so this is called once, before any query. */
export function useNeonEndpoints({ fetchEndpoint, wsProxy }: NeonEndpoints): void {
  neonConfig.fetchFunction = (url: string, init: RequestInit) =>
    fetch(url, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) });
  if (fetchEndpoint !== "") neonConfig.fetchEndpoint = fetchEndpoint;
  if (wsProxy !== "") {
    neonConfig.wsProxy = wsProxy;
    neonConfig.useSecureWebSocket = false;
    neonConfig.pipelineConnect = false;
  }
}

/** Opens the database under the role that `url` names. Nothing is sent before the first query. */
export function openDatabase(url: string): Database {
  return drizzleHttp({ client: neon(url), schema });
}

/** Postgres over a WebSocket: interactive transactions. Belongs to one request, and is closed at its end. */
export interface PooledDatabase {
  database: NeonDatabase<typeof schema>;
  close(): Promise<void>;
}

/** Opens a pool under the role that `url` names. It connects with the first query. */
export function openPool(url: string): PooledDatabase {
  const pool = new Pool({ connectionString: url, max: 1 });
  return { database: drizzlePool(pool, { schema }), close: () => pool.end() };
}
