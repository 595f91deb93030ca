import { createHash } from "node:crypto";
import { chown, cp, lstat, mkdir, realpath, rename, rm, symlink } from "node:fs/promises";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { isReachableByOthers, isRoot, SHARED_CACHE_DIR } from "./cache-dir.ts";

/** PostgreSQL refuses to run as root; this is `nobody` on Linux and macOS alike. */
const UNPRIVILEGED_ID = 65534;
const SHARED_DATA_DIR = "/var/lib/fleetglass";

export interface Account {
  uid?: number;
  gid?: number;
}

/** The account PostgreSQL runs under: our own, unless that is root. */
export function postgresAccount(): Account {
  return isRoot() ? { uid: UNPRIVILEGED_ID, gid: UNPRIVILEGED_ID } : {};
}

/** Answers a copy of the binaries which PostgreSQL's account can execute. */
export async function placeBinaries(packageDir: string): Promise<string> {
  if (!isRoot() || isReachableByOthers(packageDir)) return packageDir;
  const target = join(SHARED_CACHE_DIR, "reachable", digest(packageDir), "postgres");
  if (existsSync(target)) return target;
  await mkdir(dirname(target), { recursive: true });
  const incoming = `${target}.${process.pid}.tmp`;
  await cp(packageDir, incoming, { recursive: true, verbatimSymlinks: true });
  await rename(incoming, target).catch(async (error: unknown) => {
    await rm(incoming, { recursive: true, force: true });
    if (!existsSync(target)) throw error;
  });
  return target;
}

/**
 * Answers the folder for the database's files, owned by PostgreSQL's account.
 * Where root's data folder lies below a closed folder such as /root, the files live outside it and `dir` links there;
 * deleting the data folder then leaves them unlinked, and the next start clears them away.
 */
export async function placeData(dir: string): Promise<string> {
  const { uid, gid } = postgresAccount();
  if (uid === undefined || gid === undefined) {
    await mkdir(dir, { recursive: true, mode: 0o700 });
    return dir;
  }
  const isLinked = await lstat(dir).then((found) => found.isSymbolicLink(), () => false);
  if (isLinked && existsSync(dir)) return await realpath(dir);
  if (isLinked) await rm(dir);
  if (isReachableByOthers(dirname(dir))) return await makeOwned(dir, uid, gid);

  const outside = join(SHARED_DATA_DIR, digest(dir));
  await rm(outside, { recursive: true, force: true });
  await mkdir(SHARED_DATA_DIR, { recursive: true, mode: 0o755 });
  await makeOwned(outside, uid, gid);
  await symlink(outside, dir);
  return outside;
}

async function makeOwned(dir: string, uid: number, gid: number): Promise<string> {
  await mkdir(dir, { recursive: true, mode: 0o700 });
  await chown(dir, uid, gid);
  return dir;
}

function digest(path: string): string {
  return createHash("sha256").update(path).digest("hex").slice(0, 16);
}
