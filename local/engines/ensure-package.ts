import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, symlink } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { runCommand } from "../processes/run-command.ts";
import { downloadPackage } from "./download-package.ts";
import type { EnginePackage } from "./packages.ts";

const INCOMING = ".incoming-";
const ABANDONED_AFTER_MS = 60 * 60 * 1000;

/**
 * Answers the folder of an engine's files in the cache and downloads them when they are not there.
 * Everything is prepared beside its final place and renamed into it, so a half-made folder is never seen, and of two
 * processes at once the later one finds the earlier one's result.
 */
export async function ensurePackage(
  pkg: EnginePackage,
  cacheDir: string,
  onProgress: (text: string) => void,
): Promise<string> {
  const target = join(cacheDir, `${pkg.engine}-${pkg.version}`, basename(pkg.name));
  if (existsSync(target)) return target;

  await mkdir(dirname(target), { recursive: true });
  await removeAbandoned(cacheDir);
  const workDir = await mkdtemp(join(cacheDir, INCOMING));
  const stopReporting = reportGrowth(pkg, workDir, onProgress);
  try {
    const folder = await downloadPackage(pkg, workDir);
    await finishPackage(folder);
    await rename(folder, target).catch((error: unknown) => {
      if (!existsSync(target)) throw error;
    });
  } catch (error) {
    throw new Error(
      `Could not fetch ${pkg.name}@${pkg.version} for the embedded ${pkg.engine} engine: ` +
        (error instanceof Error ? error.message : String(error)),
      { cause: error },
    );
  } finally {
    stopReporting();
    await rm(workDir, { recursive: true, force: true });
  }
  return target;
}

async function finishPackage(folder: string): Promise<void> {
  await rm(join(folder, "chdb_node.node"), { force: true });
  await createListedSymlinks(folder);
  // A strict umask would hide the files from the account PostgreSQL runs as.
  await runCommand("chmod", ["-R", "a+rX", folder], { cwd: folder });
}

/** npm tarballs carry no symbolic links; the PostgreSQL package lists them in a file instead. */
async function createListedSymlinks(folder: string): Promise<void> {
  const list = join(folder, "native/pg-symlinks.json");
  if (!existsSync(list)) return;
  const links: { source: string; target: string }[] = JSON.parse(await readFile(list, "utf8"));
  for (const { source, target } of links) {
    if (!existsSync(join(folder, target))) await symlink(basename(source), join(folder, target));
  }
}

async function removeAbandoned(cacheDir: string): Promise<void> {
  for (const name of await readdir(cacheDir)) {
    if (!name.startsWith(INCOMING)) continue;
    const path = join(cacheDir, name);
    const found = await stat(path).catch(() => undefined);
    if (found && Date.now() - found.mtimeMs > ABANDONED_AFTER_MS) await rm(path, { recursive: true, force: true });
  }
}

function reportGrowth(pkg: EnginePackage, workDir: string, onProgress: (text: string) => void): () => void {
  const total = Math.round(pkg.approxBytes / 1e6);
  const label = `fetching ${pkg.name}@${pkg.version}`;
  onProgress(`${label} (${total} MB, once)`);
  const report = async () => {
    const megabytes = Math.round(await measureFolder(workDir) / 1e6);
    onProgress(megabytes < total ? `${label}: ${megabytes} of ${total} MB` : `${label}: unpacking`);
  };
  const timer = setInterval(() => void report(), 1000);
  return () => clearInterval(timer);
}

async function measureFolder(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const sizes = await Promise.all(
    entries.filter((entry) => entry.isFile()).map((entry) =>
      stat(join(entry.parentPath, entry.name)).then((found) => found.size, () => 0)
    ),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
