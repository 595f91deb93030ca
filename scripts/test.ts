/**
 * The gate: everything that must hold before a change lands. Runs all steps, also after one has failed, and ends with a
 * summary. `--only a,b` runs some of them.
 */
import { parseArgs } from "node:util";
import { startTestStack } from "../tests/helpers/test-stack.ts";
import { BROWSER_STEP } from "./gate/browser-step.ts";
import { DEPENDENCY_STEP } from "./gate/dependency-step.ts";
import { STATIC_STEPS } from "./gate/static-steps.ts";
import type { Step, StepResult } from "./gate/step.ts";
import { vitestStep } from "./gate/vitest-step.ts";

const STEPS: readonly Step[] = [
  ...STATIC_STEPS,
  DEPENDENCY_STEP,
  vitestStep("unit", ["unit"]),
  vitestStep("workers", ["edge", "live"]),
  vitestStep("sdk", ["sdk"]),
  vitestStep("integration", ["integration"], true),
  BROWSER_STEP,
];

const { values } = parseArgs({ options: { only: { type: "string" } } });
const wanted = values.only?.split(",");
const unknown = wanted?.filter((name) => !STEPS.some((step) => step.name === name)) ?? [];
if (unknown.length > 0) {
  console.error(`There is no step ${unknown.join(", ")}; there are ${STEPS.map((step) => step.name).join(", ")}.`);
  Deno.exit(2);
}
const steps = STEPS.filter((step) => wanted === undefined || wanted.includes(step.name));

const results: { name: string; seconds: number; result: StepResult }[] = [];
let stack: { stop(): Promise<void> } | undefined;
try {
  for (const step of steps) {
    console.log(`\n── ${step.name} ${"─".repeat(60 - step.name.length)}`);
    const started = performance.now();
    if (step.needsStack && stack === undefined) stack = await startTestStack({ args: ["--key-verdict=3"] });
    results.push({ name: step.name, result: await step.run(), seconds: (performance.now() - started) / 1000 });
  }
} finally {
  await stack?.stop();
}

const sum = (part: "passed" | "failed" | "skipped") => results.reduce((total, { result }) => total + result[part], 0);
console.log("\nstep          seconds   passed   failed  skipped");
for (const { name, seconds, result: { passed, failed, skipped, notes } } of results) {
  const columns = [seconds.toFixed(1), passed, failed, skipped].map((value) => String(value).padStart(8));
  console.log(`${name.padEnd(12)} ${columns.join(" ")}${notes.length > 0 ? `   ${notes.join("; ")}` : ""}`);
}
console.log(`\n${sum("passed")} passed, ${sum("failed")} failed, ${sum("skipped")} skipped`);
Deno.exit(sum("failed") === 0 ? 0 : 1);
