import { AppError } from "../../../contract/problem.ts";
import type { BuiltChunk } from "./build-chunks.ts";
import { type ChunkMessage, type ChunkQueue, Load } from "./chunk-queue.ts";
import { sendTogether } from "./send-together.ts";

/**
 * Puts chunks on the queue; returns once it has taken all of them. Fails with `INGEST_UNAVAILABLE` when it does not.
 * @param waitUntil keeps a call alive that other requests' chunks go with
 */
export async function queueChunks(
  queue: ChunkQueue,
  chunks: readonly BuiltChunk[],
  waitUntil: (work: Promise<unknown>) => void,
): Promise<void> {
  const messages = chunks.map(({ message }): ChunkMessage => ({ body: message, contentType: "bytes" }));
  try {
    const [first, ...others] = loadsOf(messages);
    if (first === undefined) return;
    if (others.length === 0) return await sendTogether(queue, first, waitUntil);
    for (const load of [first, ...others]) await load.sendTo(queue);
  } catch (cause) {
    throw new AppError("INGEST_UNAVAILABLE", "The events could not be queued. Send the same batch again.", {
      retryAfterSeconds: 5,
      cause,
    });
  }
}

function loadsOf(messages: readonly ChunkMessage[]): Load[] {
  const loads: Load[] = [];
  for (const message of messages) {
    if (loads.at(-1)?.add([message])) continue;
    const load = new Load();
    load.add([message]);
    loads.push(load);
  }
  return loads;
}
