import { setTimeout as sleep } from "node:timers/promises";
import type { Fault, FaultScene } from "../fault.ts";
import type { Part } from "../fault-stack.ts";

const LOAD = { eventsPerSecond: 1_000, eventsPerBatch: 50 };
const BEFORE_MS = 3_000;
const AFTER_MS = 3_000;

/** Posts before, during and after something happens to the stack. */
export async function underLoad({ client }: FaultScene, happen: () => Promise<void>): Promise<void> {
  const load = client.startLoad(LOAD);
  try {
    await sleep(BEFORE_MS);
    await happen();
    await sleep(AFTER_MS);
  } finally {
    await load.stop();
  }
}

/** A fault in which parts end without a word and come back after a while. */
export function killing(
  name: string,
  title: string,
  parts: readonly Part[],
  downMs: (isShort: boolean) => number,
): Fault {
  return {
    name,
    title,
    async run(scene) {
      await underLoad(scene, async () => {
        await scene.stack.kill(...parts);
        await sleep(downMs(scene.isShort));
        await scene.stack.restart(...parts);
      });
      return { failures: [], notes: [] };
    },
  };
}

/** Processes that end without a word. */
export const KILLED_PARTS: readonly Fault[] = [
  killing(
    "stack-killed",
    "whole stack killed with -9 and started again",
    ["workers", "clickhouse", "postgres"],
    () => 0,
  ),
  killing("workers-killed", "workerd killed with -9 and started again", ["workers"], () => 0),
  killing(
    "clickhouse-down",
    "ClickHouse killed with -9, refusing connections for a while",
    ["clickhouse"],
    (isShort) => isShort ? 10_000 : 300_000,
  ),
];

/** Longer than the consumer waits for an insert. */
const FROZEN_MS = 35_000;

/** A ClickHouse that takes connections and does not answer; what it committed in the end comes again. */
export const CLICKHOUSE_SLOW: Fault = {
  name: "clickhouse-slow",
  title: "ClickHouse frozen, inserts time out although some commit",
  async run(scene) {
    await underLoad(scene, async () => {
      scene.stack.pause("clickhouse");
      await sleep(FROZEN_MS);
      scene.stack.resume("clickhouse");
    });
    return { failures: [], notes: [] };
  },
};
