import { spawn } from "node:child_process";
import { closeSync, openSync, readFileSync, renameSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { readLogEnd } from "./read-log-end.ts";

// Handed over as text: the child may run as a user who cannot read the folder of this checkout.
const TETHER = readFileSync(fileURLToPath(new URL("./tether.sh", import.meta.url).href), "utf8");

export interface ChildOptions {
  /** Shown in messages; also the name of the log. */
  name: string;
  command: string;
  args: string[];
  logPath: string;
  cwd?: string;
  env?: Record<string, string | undefined>;
  uid?: number;
  gid?: number;
  /** How the child is asked to stop; `stdin` is for one that watches its standard input itself. */
  stopBy: "SIGINT" | "SIGTERM" | "stdin";
  /** How long it may take to stop before its process group is killed. */
  graceMs: number;
}

export interface ChildExit {
  code: number | null;
  signal: NodeJS.Signals | null;
}

export interface Child {
  name: string;
  pid: number;
  logPath: string;
  exited: Promise<ChildExit>;
  hasExited(): boolean;
  /** Ends the child and everything it started. */
  stop(): Promise<void>;
}

/** Starts a program that cannot outlive this process, in a process group of its own, writing to a log file. */
export async function startChild(options: ChildOptions): Promise<Child> {
  const [command, args] = tether(options);
  const log = openLog(options.logPath);
  const child = spawn(command, args, {
    cwd: options.cwd,
    env: options.env ?? process.env,
    uid: options.uid,
    gid: options.gid,
    detached: true,
    stdio: ["pipe", log, log],
  });
  closeSync(log);
  const lifeline = child.stdin;
  if (lifeline === null) throw new Error(`${options.name} was started without standard input`);
  const pid = await new Promise<number>((resolve, reject) => {
    child.once("error", (error) => reject(new Error(`Could not start ${options.name}: ${error.message}`)));
    if (child.pid !== undefined) resolve(child.pid);
  });

  let ended: ChildExit | undefined;
  const exited = new Promise<ChildExit>((resolve) => {
    child.once("exit", (code, signal) => {
      ended = { code, signal };
      // Lets the tether go, which ends whatever the child left behind.
      lifeline.end();
      resolve(ended);
    });
  });
  // The pipe breaks when the child goes first; there is nothing to save.
  lifeline.on("error", () => {});

  const stop = async () => {
    lifeline.end();
    const timer = setTimeout(() => killGroup(pid), options.graceMs + 500);
    await exited;
    clearTimeout(timer);
    killGroup(pid);
  };
  return { name: options.name, pid, logPath: options.logPath, exited, hasExited: () => ended !== undefined, stop };
}

/** Says how a child ended, with the end of its log. */
export async function describeExit(child: Child): Promise<string> {
  const { code, signal } = await child.exited;
  const lines = await readLogEnd(child.logPath, 20);
  return `${child.name} ended with ${signal ?? `code ${code}`}. The end of ${child.logPath}:\n${lines}`;
}

function tether(options: ChildOptions): [string, string[]] {
  if (options.stopBy === "stdin") return [options.command, options.args];
  const tenths = String(Math.ceil(options.graceMs / 100));
  return ["/bin/sh", ["-c", TETHER, "tether", options.stopBy.slice(3), tenths, options.command, ...options.args]];
}

function openLog(path: string): number {
  try {
    renameSync(path, `${path}.previous`);
  } catch {
    // There is none yet.
  }
  return openSync(path, "a", 0o600);
}

function killGroup(pid: number): void {
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // The whole group is gone already.
  }
}
