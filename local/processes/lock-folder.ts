import { link, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { identifyProcess } from "./identify-process.ts";

interface LockContent {
  pid: number;
  startedAt: string;
}

/**
 * Takes a data folder for this process and answers how to give it back.
 * A lock whose process is gone is taken over; a process that merely got the same id is told apart by its start.
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const path = join(folder, "lock");
  const self = await identifyProcess(process.pid);
  const content: LockContent = { pid: process.pid, startedAt: self?.startedAt ?? "" };
  const incoming = `${path}.${process.pid}.tmp`;
  await writeFile(incoming, JSON.stringify(content));
  try {
    // A hard link appears with its content, and only if nothing has the name yet.
    while (!(await link(incoming, path).then(() => true, isTaken))) await removeAbandonedLock(folder, path);
  } finally {
    await rm(incoming, { force: true });
  }
  return () => rm(path, { force: true });
}

function isTaken(error: NodeJS.ErrnoException): false {
  if (error.code === "EEXIST") return false;
  throw error;
}

async function removeAbandonedLock(folder: string, path: string): Promise<void> {
  const text = await readFile(path, "utf8").catch(() => undefined);
  if (text === undefined) return;
  const holder: LockContent = JSON.parse(text);
  const found = await identifyProcess(holder.pid);
  if (found !== undefined && found.startedAt === holder.startedAt) {
    throw new Error(
      `Fleetglass already runs on ${folder} (process ${holder.pid}). Stop it first, or choose another folder with ` +
        "--data-dir and other ports.",
    );
  }
  await rm(path, { force: true });
}
