import { setTimeout as sleep } from "node:timers/promises";
import type { Fault } from "../fault.ts";
import { withQueue } from "../local-queue.ts";
import { underLoad } from "./kill-parts.ts";

/** A queue that takes nothing for a while: nothing is acknowledged, and every client comes again when it is asked to. */
export const QUEUE_REFUSING: Fault = {
  name: "queue-refusing",
  title: "queue refuses messages: 503 with Retry-After, and clients come again",
  async run(scene) {
    const { stack, client, isShort } = scene;
    const refusesMs = isShort ? 6_000 : 30_000;
    await underLoad(scene, async () => {
      await withQueue(stack.dataDir, (queue) => {
        queue.prepare("INSERT INTO outages (until) VALUES (?)").run(Date.now() + refusesMs);
      });
      await sleep(refusesMs);
    });
    const failures = (client.answers[503] ?? 0) > 0 ? [] : ["no client was told to come again"];
    return { failures, notes: [] };
  },
};
