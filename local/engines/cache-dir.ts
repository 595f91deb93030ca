import { statSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";

/** Where root keeps engines: its own home is closed to the account that PostgreSQL must run as. */
export const SHARED_CACHE_DIR = "/var/cache/fleetglass";

export interface CacheSurroundings {
  env: Record<string, string | undefined>;
  os: string;
  home: string;
  isRoot: boolean;
}

/** Chooses the folder that holds downloaded engines, shared by every clone on the machine. */
export function chooseCacheDir({ env, os, home, isRoot }: CacheSurroundings): string {
  if (env.FLEETGLASS_CACHE_DIR) return env.FLEETGLASS_CACHE_DIR;
  if (isRoot) return SHARED_CACHE_DIR;
  if (env.XDG_CACHE_HOME) return join(env.XDG_CACHE_HOME, "fleetglass");
  return os === "darwin" ? join(home, "Library/Caches/fleetglass") : join(home, ".cache/fleetglass");
}

/** The cache folder of this process. */
export function currentCacheDir(): string {
  return chooseCacheDir({ env: process.env, os: process.platform, home: homedir(), isRoot: isRoot() });
}

export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/** Whether an account that is neither owner nor in the group could enter every folder on the way to `path`. */
export function isReachableByOthers(path: string): boolean {
  for (let folder = path;; folder = dirname(folder)) {
    const found = statSync(folder, { throwIfNoEntry: false });
    if (found && (found.mode & 0o001) === 0) return false;
    if (dirname(folder) === folder) return true;
  }
}
