/**
 * The gate: everything that must hold before a change lands. Runs all steps, also after one has failed, and ends with a
 * summary. `--only a,b` runs some of them. Steps that need the stack wait for it more than they compute, so the others run
 * beside them, in a process of their own (`--results FILE`).
 */
import { parseArgs } from "node:util";
import { BROWSER_STEP } from "./gate/browser-step.ts";
import { DEPENDENCY_STEP } from "./gate/dependency-step.ts";
import { STATIC_STEPS } from "./gate/static-steps.ts";
import { runBeside } from "./gate/run-beside.ts";
import { runSteps, type StepOutcome } from "./gate/run-steps.ts";
import type { Step } from "./gate/step.ts";
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

const { values } = parseArgs({ options: { only: { type: "string" }, results: { type: "string" } } });
const wanted = values.only?.split(",");
const unknown = wanted?.filter((name) => !STEPS.some((step) => step.name === name)) ?? [];
if (unknown.length > 0) {
  console.error(`There is no step ${unknown.join(", ")}; there are ${STEPS.map((step) => step.name).join(", ")}.`);
  Deno.exit(2);
}
const steps = STEPS.filter((step) => wanted === undefined || wanted.includes(step.name));

if (values.results !== undefined) {
  await Deno.writeTextFile(values.results, JSON.stringify(await runSteps(steps)));
  Deno.exit(0);
}
const [alone, withStack] = [steps.filter((step) => !step.needsStack), steps.filter((step) => step.needsStack)];
const outcomes = alone.length > 0 && withStack.length > 0
  ? (await Promise.all([runBeside(alone), runSteps(withStack)])).flat()
  : await runSteps(steps);
Deno.exit(summarize(outcomes) ? 0 : 1);

/** Prints what came of the steps; answers whether all passed. */
function summarize(outcomes: readonly StepOutcome[]): boolean {
  const sum = (part: "passed" | "failed" | "skipped") =>
    outcomes.reduce((total, { result }) => total + result[part], 0);
  console.log("\nstep          seconds   passed   failed  skipped");
  for (const { name, seconds, result: { passed, failed, skipped, notes } } of outcomes) {
    const columns = [seconds.toFixed(1), passed, failed, skipped].map((value) => String(value).padStart(8));
    console.log(`${name.padEnd(12)} ${columns.join(" ")}${notes.length > 0 ? `   ${notes.join("; ")}` : ""}`);
  }
  const failures = outcomes.flatMap(({ result }) => result.failures ?? []);
  if (failures.length > 0) console.log(`\nfailed:\n${failures.map((failure) => `  ${failure}`).join("\n")}`);
  console.log(`\n${sum("passed")} passed, ${sum("failed")} failed, ${sum("skipped")} skipped`);
  return sum("failed") === 0;
}
