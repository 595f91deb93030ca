import { readdirSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";

const ENDING = ".fgspool";
/** A process is taken for dead when it has not touched its log for so long; it does so every few minutes. */
const SILENT_MS = 15 * 60_000;
/** What nobody has come for by then is removed. */
const FORGOTTEN_MS = 14 * 24 * 3_600_000;

/** Logs that clients of this very process are writing. */
const open = new Set<string>();
let made = 0;

/** A name that says whose log it is: `<owner>-<host>-<pid>-<random>.fgspool`. */
export function nameLog(owner: string): string {
  const unique = `${Date.now().toString(36)}${(made++).toString(36)}${Math.random().toString(36).slice(2, 8)}`;
  return `${digest(owner)}-${digest(hostName())}-${process.pid}-${unique}${ENDING}`;
}

/** Marks a log as being written by this process, or no longer. */
export function markOpen(path: string, isOpen: boolean): void {
  if (isOpen) open.add(path);
  else open.delete(path);
}

/**
 * Takes the logs of an owner that nobody writes any more, oldest first. A log is taken by renaming it, so that of two processes
 * that come at the same time one gets it.
 * @returns each log's path and text
 */
export function takeAbandoned(dir: string, owner: string, now: number): { path: string; text: string }[] {
  const found = readdirSync(dir).filter((name) => name.includes(ENDING)).map((name) => join(dir, name));
  const taken: { path: string; text: string; at: number }[] = [];
  for (const path of found) {
    try {
      const { mtimeMs } = statSync(path);
      const name = path.slice(dir.length).replace(/^[/\\]/, "");
      if (now - mtimeMs > FORGOTTEN_MS) rmSync(path, { force: true });
      else if (name.startsWith(`${digest(owner)}-`) && isAbandoned(path, name, now - mtimeMs)) {
        const mine = `${path.replace(/\.taken-\d+$/, "")}.taken-${process.pid}`;
        renameSync(path, mine);
        taken.push({ path: mine, text: readFileSync(mine, "utf8"), at: mtimeMs });
      }
    } catch {
      // Another process was faster.
    }
  }
  return taken.sort((a, b) => a.at - b.at);
}

function isAbandoned(path: string, name: string, silentMs: number): boolean {
  if (open.has(path)) return false;
  const [, host, pid = ""] = name.split("-");
  const taker = /\.taken-(\d+)$/.exec(name)?.[1];
  return silentMs > SILENT_MS || (host === digest(hostName()) && !isAlive(Number(taker ?? pid)));
}

/** Whether a process of this machine lives that could be writing. This one is not: its logs are known to be open. */
function isAlive(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Any other failure, of a permission for instance, tells nothing.
    return (error as { code?: string }).code !== "ESRCH";
  }
}

function hostName(): string {
  try {
    return hostname();
  } catch {
    // Deno tells it only with --allow-sys.
    return "";
  }
}

/** Eight letters that stand for a text and do not tell it: FNV-1a. */
function digest(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) >>> 0;
  return hash.toString(16).padStart(8, "0");
}
