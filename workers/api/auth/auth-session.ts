import { type Database, openPool, type PooledDatabase } from "../../../stores/postgres/connect.ts";
import type { ApiConfig } from "../config.ts";
import { type Auth, type AuthServices, createAuth } from "./create-auth.ts";

/**
 * The sign-in library for the length of one request that changes something: its pool's socket may not be used by another
 * request. Made, and connected, only if the request needs it.
 */
export interface AuthSession {
  library(): Auth;
  close(): Promise<void>;
}

/** Prepares the library for a request. `database` is logged in as the sign-in role. */
export function openAuthSession(config: ApiConfig, database: Database, services: AuthServices): AuthSession {
  let pool: PooledDatabase | undefined;
  let auth: Auth | undefined;
  const open = (): Auth => {
    pool = openPool(config.authDatabaseUrl);
    return createAuth(config, { database: pool.database, transactions: true }, database, services);
  };
  return {
    library: () => auth ??= open(),
    close: async () => await pool?.close(),
  };
}
