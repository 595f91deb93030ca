import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { type Child, startChild } from "../processes/start-child.ts";
import { waitUntilReady } from "../processes/wait-until-ready.ts";
import { requireFreePort } from "./ports.ts";
import { placeBinaries, placeData, postgresAccount } from "./postgres-account.ts";
import { clearStalePid, ensureCluster, POSTGRES_ENV, SUPERUSER } from "./postgres-cluster.ts";
import { DATABASE, ensureRoles, isServing, POSTGRES_ROLES } from "./postgres-roles.ts";
import type { Secrets } from "./secrets.ts";

export interface PostgresFacts {
  /** Owns the tables; for migrations. Not a superuser. */
  ownerUrl: string;
  /** The api's login; subject to row-level security. */
  appUrl: string;
  /** The auth library's login. */
  authUrl: string;
  /** The jobs' login. */
  jobsUrl: string;
}

export interface PostgresOptions {
  packageDir: string;
  /** Holds the log and the database's files. */
  dir: string;
  port: number;
  secrets: Secrets;
}

/** A laptop's share of memory; everything else stays as PostgreSQL has it, syncing to disk included. */
const SERVER_SETTINGS = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  max_connections: "60",
  shared_buffers: "64MB",
  max_wal_size: "256MB",
  log_min_messages: "warning",
  log_line_prefix: "%m %u ",
  timezone: "UTC",
};

/** Starts PostgreSQL on a local port with the project's database and roles. */
export async function startPostgres(options: PostgresOptions): Promise<PostgresFacts & { child: Child }> {
  const { dir, port, secrets } = options;
  await requireFreePort(port, "PostgreSQL", "--postgres-port");
  await mkdir(dir, { recursive: true });
  const binaries = join(await placeBinaries(options.packageDir), "native/bin");
  const cluster = await ensureCluster(binaries, await placeData(join(dir, "data")), secrets.postgres_superuser);
  await clearStalePid(cluster);

  const child = await startChild({
    name: "postgres",
    command: join(binaries, "postgres"),
    args: ["-D", cluster, "-p", String(port), ...renderSettings()],
    // The folder we were started from may be closed to PostgreSQL's account.
    cwd: "/",
    env: POSTGRES_ENV,
    ...postgresAccount(),
    logPath: join(dir, "server.log"),
    stopBy: "SIGINT",
    graceMs: 4_000,
  });
  try {
    const superuserUrl = urlOf(SUPERUSER, secrets.postgres_superuser, port);
    await waitUntilReady({ child, isReady: () => isServing(superuserUrl), timeoutMs: 60_000 });
    await ensureRoles(superuserUrl, secrets);
  } catch (error) {
    await child.stop();
    throw error;
  }
  const { owner, app, auth, jobs } = POSTGRES_ROLES;
  return {
    ownerUrl: `${urlOf(owner.name, secrets[owner.secret], port)}/${DATABASE}`,
    appUrl: `${urlOf(app.name, secrets[app.secret], port)}/${DATABASE}`,
    authUrl: `${urlOf(auth.name, secrets[auth.secret], port)}/${DATABASE}`,
    jobsUrl: `${urlOf(jobs.name, secrets[jobs.secret], port)}/${DATABASE}`,
    child,
  };
}

function renderSettings(): string[] {
  return Object.entries(SERVER_SETTINGS).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
}

/** Passwords of a data folder are URL-safe by construction. */
function urlOf(user: string, password: string, port: number): string {
  return `postgres://${user}:${password}@127.0.0.1:${port}`;
}
