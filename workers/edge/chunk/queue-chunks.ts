import { AppError } from "../../../contract/problem.ts";
import type { BuiltChunk } from "./build-chunks.ts";

/** The part of a queue's producer that the edge uses. */
export interface ChunkQueue {
  send(body: Uint8Array, options: { contentType: "bytes" }): Promise<unknown>;
  sendBatch(messages: { body: Uint8Array; contentType: "bytes" }[]): Promise<unknown>;
}

/** Cloudflare Queues takes 100 messages and 256 KB at a time. */
const MAX_MESSAGES = 100;
const MAX_BATCH_BYTES = 250_000;

/** Puts chunks on the queue; returns once it has taken all of them. Fails with `INGEST_UNAVAILABLE` when it does not. */
export async function queueChunks(queue: ChunkQueue, chunks: readonly BuiltChunk[]): Promise<void> {
  try {
    for (const group of groupBySize(chunks)) {
      const [only] = group;
      if (group.length === 1 && only !== undefined) await queue.send(only.message, { contentType: "bytes" });
      else await queue.sendBatch(group.map(({ message }) => ({ body: message, contentType: "bytes" })));
    }
  } catch (cause) {
    throw new AppError("INGEST_UNAVAILABLE", "The events could not be queued. Send the same batch again.", {
      retryAfterSeconds: 5,
      cause,
    });
  }
}

function groupBySize(chunks: readonly BuiltChunk[]): BuiltChunk[][] {
  const groups: BuiltChunk[][] = [];
  let bytes = Infinity;
  for (const chunk of chunks) {
    const current = groups.at(-1);
    bytes += chunk.message.length;
    if (current === undefined || bytes > MAX_BATCH_BYTES || current.length >= MAX_MESSAGES) {
      groups.push([chunk]);
      bytes = chunk.message.length;
    } else current.push(chunk);
  }
  return groups;
}
