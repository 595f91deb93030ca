import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { PROJECT_DIR } from "../../local/project.ts";
import type { Runtime } from "./run-script.ts";

/** The Deno that the project brings with it. */
export const DENO: Runtime = { name: "deno", command: process.execPath, args: ["run", "-A", "--no-lock"] };
/** The Node of this machine; the oldest that the package supports can be named by FLEETGLASS_NODE. */
export const NODE: Runtime = { name: "node", command: process.env.FLEETGLASS_NODE ?? "node", args: [] };
const BUN: Runtime = { name: "bun", command: process.env.FLEETGLASS_BUN ?? "bun", args: ["run"] };

/** Runtimes that have processes; those that are not installed here are left out. */
export const RUNTIMES: readonly Runtime[] = [NODE, DENO, BUN].filter(isInstalled);

/** Why a runtime is left out, for the names of skipped tests. */
export const MISSING: readonly string[] = [NODE, DENO, BUN].filter((runtime) => !isInstalled(runtime)).map(({ name }) =>
  `${name} is not installed here`
);

/** The TypeScript compiler. */
export const TSC = join(PROJECT_DIR, "node_modules/typescript/bin/tsc");

function isInstalled({ command }: Runtime): boolean {
  return existsSync(command) || spawnSync(command, ["--version"]).status === 0;
}
