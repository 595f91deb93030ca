import { setTimeout as sleep } from "node:timers/promises";
import { mintApiKey } from "../../../contract/api-key.ts";
import { anEvent } from "../../helpers/stack-client.ts";
import type { Fault } from "../fault.ts";
import { underLoad } from "./kill-parts.ts";

/** Known keys go on; of an unknown one nobody can tell, so its client is asked to come again. */
export const POSTGRES_DOWN: Fault = {
  name: "postgres-down",
  title: "PostgreSQL killed with -9: known keys go on, unknown ones get 503",
  async run(scene) {
    const { stack, client, isShort } = scene;
    const failures: string[] = [];
    await underLoad(scene, async () => {
      await stack.kill("postgres");
      const refusedBefore = client.answers[503] ?? 0;
      const unknown = await fetch(`${stack.facts.urls.edge}/v1/events`, {
        method: "POST",
        headers: { authorization: `Bearer ${mintApiKey("us")}`, "content-type": "application/json" },
        body: JSON.stringify({ events: [anEvent()] }),
      });
      await unknown.body?.cancel();
      if (unknown.status !== 503) failures.push(`an unknown key was answered ${unknown.status}`);
      if (unknown.headers.get("retry-after") === null) failures.push("503 came without Retry-After");
      // Longer than a verdict is fresh, so that the last one has to hold.
      await sleep(isShort ? 5_000 : 45_000);
      const refused = (client.answers[503] ?? 0) - refusedBefore;
      if (refused > 0) failures.push(`${refused} batches of a known key were refused`);
      await stack.restart("postgres");
    });
    return { failures, notes: [] };
  },
};
