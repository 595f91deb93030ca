import type { TestProject } from "vitest/node";
import { type DevFacts, readFacts } from "../../local/dev-facts.ts";
import { STACK_VARIABLE, startTestStack } from "./test-stack.ts";

declare module "vitest" {
  interface ProvidedContext {
    stack: DevFacts;
  }
}

/** Gives integration tests the stack of this run, or starts one when they are run by themselves. */
export default async function provideStack(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const { [STACK_VARIABLE]: dataDir } = process.env;
  const shared = dataDir === undefined ? undefined : await readFacts(dataDir);
  if (shared !== undefined) {
    project.provide("stack", shared);
    return undefined;
  }
  const own = await startTestStack({ args: ["--no-dashboard", "--key-verdict=3"] });
  project.provide("stack", own.facts);
  return () => own.stop();
}
