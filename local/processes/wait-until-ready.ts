import { setTimeout as sleep } from "node:timers/promises";
import { type Child, describeExit } from "./start-child.ts";

export interface WaitOptions {
  child: Child;
  /** Answers true once the child serves. */
  isReady: () => Promise<boolean>;
  timeoutMs: number;
}

/** Waits until a child serves; throws with its log when it ends or takes too long. */
export async function waitUntilReady({ child, isReady, timeoutMs }: WaitOptions): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (Date.now() < deadline) {
    if (child.hasExited()) throw new Error(await describeExit(child));
    if (await isReady()) return;
    await sleep(25);
  }
  await child.stop();
  throw new Error(`${child.name} was not ready after ${timeoutMs / 1000} s. ${await describeExit(child)}`);
}
