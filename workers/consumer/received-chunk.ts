import { type Chunk, decodeChunk } from "../../contract/chunk.ts";
import type { Region } from "../../contract/tenant.ts";

/** A queue message on its way, and what became of it: exactly one outcome each, settled after the awaited writes. */
export interface ReceivedChunk {
  message: Message;
  bytes: Uint8Array;
  chunk: Chunk;
}

/** A message that is not a chunk of this region. */
export interface UnreadableMessage {
  message: Message;
  bytes: Uint8Array;
  reason: string;
}

/** Sorts messages into chunks and what cannot be read as one. */
export function readMessages(
  messages: readonly Message[],
  region: Region,
): { chunks: ReceivedChunk[]; unreadable: UnreadableMessage[] } {
  const chunks: ReceivedChunk[] = [];
  const unreadable: UnreadableMessage[] = [];
  for (const message of messages) {
    const bytes = toBytes(message.body);
    try {
      const chunk = decodeChunk(bytes);
      if (chunk.header.region !== region) throw new RangeError(`chunk of region ${chunk.header.region}`);
      chunks.push({ message, bytes, chunk });
    } catch (error) {
      unreadable.push({ message, bytes, reason: String(error) });
    }
  }
  return { chunks, unreadable };
}

function toBytes(body: unknown): Uint8Array {
  if (body instanceof Uint8Array) return body;
  if (body instanceof ArrayBuffer) return new Uint8Array(body);
  return new TextEncoder().encode(JSON.stringify(body) ?? "");
}
