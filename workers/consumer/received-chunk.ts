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

/** Ids that may stand in an object's key. Those of a foreign or broken message may be anything. */
const ID = /^[\w-]{1,64}$/;

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
      if (!ID.test(chunk.header.org_id)) throw new RangeError("chunk without an organisation");
      chunks.push({ message, bytes, chunk });
    } catch (error) {
      unreadable.push({ message, bytes, reason: describe(error) });
    }
  }
  return { chunks, unreadable };
}

/** Our own errors say what is wrong; the JSON parser's quote what it read. */
function describe(error: unknown): string {
  return error instanceof RangeError ? error.message : "the header cannot be read";
}

function toBytes(body: unknown): Uint8Array {
  if (body instanceof Uint8Array) return body;
  if (body instanceof ArrayBuffer) return new Uint8Array(body);
  return new TextEncoder().encode(JSON.stringify(body) ?? "");
}
