import { migrateDown, migrateUp } from "../../../scripts/migrate/run.ts";
import { setTimeout as sleep } from "node:timers/promises";
import { countStored } from "../count-stored.ts";
import type { Fault } from "../fault.ts";
import { underLoad } from "./kill-parts.ts";

/** The last migration that leaves the tables with the events and the warnings. */
const OLDEST_WITH_EVENTS = "0002";

/** A release that is taken back and made again while agents post: the data stays, and what comes meanwhile waits. */
export const MIGRATION_ROLLED_BACK: Fault = {
  name: "migration-back",
  title: "ClickHouse migrations rolled back with data in place, and applied again",
  async run(scene) {
    const { clickhouse = {} } = scene.stack.targets;
    const targets = { clickhouse };
    const failures: string[] = [];
    await underLoad(scene, async () => {
      const before = await countStored(scene);
      const reverted = await migrateDown({ targets, target: OLDEST_WITH_EVENTS });
      const kept = await countStored(scene);
      if (kept < before) failures.push(`${before - kept} events were gone after the rollback`);
      await sleep(scene.isShort ? 1_000 : 10_000);
      await migrateUp({ targets });
      if (!reverted.every(({ steps }) => steps.length > 0)) failures.push("nothing was rolled back");
    });
    return { failures, notes: [] };
  },
};
