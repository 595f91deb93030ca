import { PROGRAMS } from "../workers.ts";
import { commandStep, type Step } from "./step.ts";

const OXLINT = "node_modules/oxlint/bin/oxlint";
const TSC = "node_modules/typescript/bin/tsc";

/** Folders that run in Deno itself. The local queue runs in the Workers runtime and is a program of its own. */
const DENO_FOLDERS = [
  "scripts",
  "local/*.ts",
  "local/clock",
  "local/engines",
  "local/processes",
  "local/seed",
  "local/fleet",
  "local/history",
];

/** What can be said about the code without running it. */
export const STATIC_STEPS: readonly Step[] = [
  commandStep("format", () => [["fmt", "--check", "--quiet"]]),
  commandStep("lint", () => [["run", "-A", OXLINT, "--type-aware", "--quiet"]]),
  commandStep("types", () => [
    ...PROGRAMS.map((folder) => ["run", "-A", TSC, "-p", folder]),
    ["check", "--quiet", "--", ...DENO_FOLDERS],
  ]),
  commandStep("env", () => [["run", "-A", "scripts/generate-env.ts", "--check"]]),
];
