import type { ChunkHeader } from "../../../contract/chunk.ts";
import type { LiveObject } from "../../../contract/rpc.ts";

/** Where the live object of an organisation is found. */
export type FindLiveObject = (header: ChunkHeader) => LiveObject;

const COALESCE_MS = 100;
const MAX_CHUNKS = 64;

interface Lane {
  headers: ChunkHeader[];
  flight: Promise<void>;
}

/** One lane per organisation and isolate: at most one call is under way for each. */
const lanes = new Map<string, Lane>();

/**
 * Hands chunks that the queue has taken to their organisation's live object ahead of the consumer, which will bring the same
 * chunk ids later and be ignored. Chunks of 100 ms travel together. When a call is under way and the next is full, chunks
 * are left to the consumer: this lane is a short cut, never the only way.
 * @returns when the chunks have been delivered or given up; for `waitUntil`
 */
export function offerToLive(headers: readonly ChunkHeader[], find: FindLiveObject): Promise<void> {
  const [first] = headers;
  if (first === undefined) return Promise.resolve();
  const waiting = lanes.get(first.org_id);
  if (waiting !== undefined) {
    if (waiting.headers.length + headers.length <= MAX_CHUNKS) waiting.headers.push(...headers);
    return waiting.flight;
  }
  const lane: Lane = { headers: [...headers], flight: Promise.resolve() };
  lane.flight = deliverSoon(first, lane, find);
  lanes.set(first.org_id, lane);
  return lane.flight;
}

async function deliverSoon(first: ChunkHeader, lane: Lane, find: FindLiveObject): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, COALESCE_MS));
  lanes.delete(first.org_id);
  try {
    await find(first).applyChunks(lane.headers);
  } catch (error) {
    console.warn(JSON.stringify({
      level: "warn",
      message: "live lane failed; the consumer will deliver",
      org_id: first.org_id,
      request_id: first.request_id,
      error: String(error),
    }));
  }
}
