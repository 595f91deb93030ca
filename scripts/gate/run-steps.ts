import { startTestStack } from "../../tests/helpers/test-stack.ts";
import type { Step, StepResult } from "./step.ts";

/** What one step came to, and how long it took, the start of the stack included where it was the first to need one. */
export interface StepOutcome {
  name: string;
  seconds: number;
  result: StepResult;
}

/** Runs steps one after the other, also after one has failed; all that need a stack share one. */
export async function runSteps(steps: readonly Step[]): Promise<StepOutcome[]> {
  const outcomes: StepOutcome[] = [];
  let stack: { stop(): Promise<void> } | undefined;
  try {
    for (const step of steps) {
      console.log(`\n── ${step.name} ${"─".repeat(60 - step.name.length)}`);
      const started = performance.now();
      if (step.needsStack && stack === undefined) stack = await startTestStack();
      outcomes.push({ name: step.name, result: await step.run(), seconds: (performance.now() - started) / 1000 });
    }
  } finally {
    await stack?.stop();
  }
  return outcomes;
}
