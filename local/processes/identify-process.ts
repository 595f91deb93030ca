import { readFile } from "node:fs/promises";
import { runCommand } from "./run-command.ts";

export interface ProcessIdentity {
  /** When it started, in the system's own words: two processes that had the same id differ here. */
  startedAt: string;
  commandLine: string;
}

/** Tells which process has an id now; undefined when none has. */
export async function identifyProcess(pid: number): Promise<ProcessIdentity | undefined> {
  return process.platform === "linux" ? await readProc(pid) : await askPs(pid);
}

async function readProc(pid: number): Promise<ProcessIdentity | undefined> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, "utf8");
    const commandLine = await readFile(`/proc/${pid}/cmdline`, "utf8");
    // Fields follow the name, which may hold spaces and parentheses: state is the 3rd field, the start time the 22nd.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    if (fields[0] === "Z") return undefined;
    return { startedAt: fields[19] ?? "", commandLine: commandLine.replaceAll("\0", " ").trim() };
  } catch {
    return undefined;
  }
}

async function askPs(pid: number): Promise<ProcessIdentity | undefined> {
  const ask = (column: string) => runCommand("ps", ["-p", String(pid), "-o", `${column}=`], { cwd: "/" });
  try {
    return { startedAt: (await ask("lstart")).trim(), commandLine: (await ask("args")).trim() };
  } catch {
    return undefined;
  }
}
