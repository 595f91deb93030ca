import { spawn } from "node:child_process";

export interface RunOptions {
  cwd: string;
  env?: Record<string, string | undefined>;
  uid?: number;
  gid?: number;
}

/** Runs a command to its end and answers what it printed; a failure carries the end of that. */
export function runCommand(command: string, args: string[], options: RunOptions): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { env: process.env, ...options, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    let errors = "";
    child.stdout.on("data", (chunk: Buffer) => output += chunk.toString());
    child.stderr.on("data", (chunk: Buffer) => errors = (errors + chunk.toString()).slice(-4000));
    child.on("error", reject);
    child.on("close", (code) => {
      if (code === 0) resolve(output);
      else reject(new Error(`${command} ${args.join(" ")} failed with code ${code}: ${(errors || output).trim()}`));
    });
  });
}
