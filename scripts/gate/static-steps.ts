import { PROGRAMS } from "../workers.ts";
import { commandStep, type Step } from "./step.ts";

const OXLINT = "node_modules/oxlint/bin/oxlint";
const TSC = "node_modules/typescript/bin/tsc";

/** What can be said about the code without running it. */
export const STATIC_STEPS: readonly Step[] = [
  commandStep("format", () => [["fmt", "--check", "--quiet"]]),
  commandStep("lint", () => [["run", "-A", OXLINT, "--type-aware", "--quiet"]]),
  commandStep("types", () => [
    ...PROGRAMS.map((folder) => ["run", "-A", TSC, "-p", folder]),
    ["check", "--quiet", "local/dev.ts", "local/engines-only.ts", "scripts", "tests", "local/fleet", "local/history"],
  ]),
  commandStep("env", () => [["run", "-A", "scripts/generate-env.ts", "--check"]]),
];
