import { mintApiKey } from "../../../contract/api-key.ts";
import { findFreePorts } from "../../helpers/free-ports.ts";
import { postLoad } from "../post-load.ts";
import { agentBatch } from "../../helpers/agent-events.ts";
import { bundleEdge } from "./bundle-edge.ts";
import { printFunctions } from "../print-functions.ts";
import { profileWorker } from "./cpu-profile.ts";
import { startEdgeRuntime } from "./edge-runtime.ts";

const WARM_UP_MS = 2_000;
const PROFILE_MS = 5_000;

/** Shows where the edge spends its time on a batch of 100 events: µs per batch, by function. */
export async function printEdgeProfile(): Promise<void> {
  const [port = 0] = await findFreePorts(1);
  const runtime = await startEdgeRuntime(await bundleEdge(), { inspectorPort: port });
  try {
    const url = new URL("/v1/events", runtime.edgeUrl).href;
    const headers = { authorization: `Bearer ${mintApiKey("us")}`, "content-type": "application/json" };
    const body = agentBatch();
    const load = (durationMs: number) => postLoad({ url, headers, nextBody: () => body, connections: 8, durationMs });
    await load(WARM_UP_MS);
    let batches = 0;
    const functions = await profileWorker(`http://127.0.0.1:${port}`, "core:user:edge", async () => {
      batches = (await load(PROFILE_MS)).requests;
    });
    console.log(`${batches} batches of 100 events`);
    printFunctions(functions, batches, "batch");
  } finally {
    await runtime.stop();
  }
}
