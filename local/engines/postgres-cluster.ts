import { existsSync } from "node:fs";
import { chown, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { identifyProcess } from "../processes/identify-process.ts";
import { runCommand } from "../processes/run-command.ts";
import { postgresAccount } from "./postgres-account.ts";

export const SUPERUSER = "postgres";

const LEFTOVER_STOPS_WITHIN_MS = 5_000;

/** What PostgreSQL may see of our environment: nothing that changes how it behaves. */
export const POSTGRES_ENV = { PATH: process.env.PATH, LC_ALL: "C", TZ: "UTC" };

/**
 * Answers the folder of the database cluster, made on first use.
 * It is made beside its place and moved there, so that a broken-off attempt is never taken for a cluster.
 */
export async function ensureCluster(binaries: string, dataDir: string, password: string): Promise<string> {
  const cluster = join(dataDir, "cluster");
  if (existsSync(join(cluster, "PG_VERSION"))) return cluster;

  const account = postgresAccount();
  const incoming = join(dataDir, "incoming");
  const passwordFile = join(dataDir, "password");
  await rm(incoming, { recursive: true, force: true });
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (account.uid !== undefined && account.gid !== undefined) await chown(passwordFile, account.uid, account.gid);
  try {
    await runCommand(join(binaries, "initdb"), [
      `--pgdata=${incoming}`,
      `--username=${SUPERUSER}`,
      `--pwfile=${passwordFile}`,
      "--auth=scram-sha-256",
      "--encoding=UTF8",
      "--locale=C",
      "--locale-provider=builtin",
      "--builtin-locale=C.UTF-8",
    ], { cwd: "/", env: POSTGRES_ENV, ...account });
  } finally {
    await rm(passwordFile, { force: true });
  }
  await rename(incoming, cluster);
  return cluster;
}

/**
 * Deals with the pid file of a server that was killed hard: waits while that server is still ending, and removes the
 * file when its process id belongs to a stranger by now, which PostgreSQL itself cannot tell.
 */
export async function clearStalePid(cluster: string): Promise<void> {
  const path = join(cluster, "postmaster.pid");
  const deadline = Date.now() + LEFTOVER_STOPS_WITHIN_MS;
  while (true) {
    const text = await readFile(path, "utf8").catch(() => undefined);
    if (text === undefined) return;
    const pid = Number.parseInt(text, 10);
    const holder = Number.isNaN(pid) ? undefined : await identifyProcess(pid);
    if (holder === undefined || !holder.commandLine.includes(cluster)) {
      await rm(path, { force: true });
      return;
    }
    if (Date.now() > deadline) {
      throw new Error(`A PostgreSQL server (process ${pid}) still runs on ${cluster}. Stop it with: kill -INT ${pid}`);
    }
    await sleep(50);
  }
}
