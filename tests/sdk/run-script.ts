import { spawn } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { performance } from "node:perf_hooks";

/** What became of a script. */
export interface ScriptEnd {
  code: number | null;
  signal: string | null;
  stdout: string;
  stderr: string;
  /** From the line `ready` on standard output, or else from the start, to the end. */
  ms: number;
}

/** A script that runs in a process of its own. */
export interface RunningScript {
  /** Sends a signal. Not by the child's own kill(), after which Deno reports that signal as the end, whatever came of it. */
  kill(signal: "SIGTERM" | "SIGINT" | "SIGKILL"): void;
  /** Resolves when the script has written a line `ready`. */
  ready: Promise<void>;
  ended: Promise<ScriptEnd>;
}

/** A program that runs JavaScript modules. */
export interface Runtime {
  name: string;
  command: string;
  args: string[];
}

const LONGEST_MS = 60_000;
let scripts = 0;

/** Writes a module into a project and runs it there. */
export async function startScript(runtime: Runtime, dir: string, source: string): Promise<RunningScript> {
  const file = join(dir, `script-${scripts++}.mjs`);
  await writeFile(file, source);
  const child = spawn(runtime.command, [...runtime.args, file], { cwd: dir, stdio: ["ignore", "pipe", "pipe"] });
  let stdout = "";
  let stderr = "";
  let from = performance.now();
  child.stderr.on("data", (part) => stderr += String(part));
  const ready = new Promise<void>((resolve) => {
    child.stdout.on("data", (part) => {
      stdout += String(part);
      if (!/^ready$/m.test(String(part))) return;
      from = performance.now();
      resolve();
    });
  });
  const ended = new Promise<ScriptEnd>((resolve, reject) => {
    const watchdog = setTimeout(() => {
      child.kill("SIGKILL");
      reject(new Error(`${runtime.name} did not end:\n${stdout}\n${stderr}`));
    }, LONGEST_MS);
    child.on("error", reject);
    child.on("close", (code, signal) => {
      clearTimeout(watchdog);
      resolve({ code, signal, stdout, stderr, ms: performance.now() - from });
    });
  });
  return { kill: (signal) => void process.kill(child.pid ?? 0, signal), ready, ended };
}

/** Runs a module to its end. */
export async function runScript(runtime: Runtime, dir: string, source: string): Promise<ScriptEnd> {
  return await (await startScript(runtime, dir, source)).ended;
}
