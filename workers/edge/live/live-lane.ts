import type { ChunkHeader } from "../../../contract/chunk.ts";
import type { LiveObject } from "../../../contract/rpc.ts";
import { FAST_LANE_TYPES } from "../../../contract/stored-event.ts";
import type { BuiltChunk } from "../chunk/build-chunks.ts";

/** Where the live object of an organisation is found. */
export type FindLiveObject = (header: ChunkHeader) => LiveObject;

const COALESCE_MS = 50;
const MAX_CHUNKS = 64;
const MAX_FLIGHTS = 2;

/** One organisation's lane in this isolate. */
interface Lane {
  /** Chunks that wait for the next call. */
  waiting: BuiltChunk[] | undefined;
  /** Calls under way. */
  flights: number;
}

const lanes = new Map<string, Lane>();

/**
 * Hands chunks that the queue has taken to their organisation's live object ahead of the consumer, which will bring the same
 * chunk ids later and be ignored. Chunks of 50 ms travel together. When the object is slow or the organisation busy,
 * chunks are left to the consumer: this lane is a short cut, never the only way. Errors and security alerts always take it.
 * @returns for `waitUntil`, which is not free, where there is something to wait for: the request whose chunks wait first makes
 * the call for all.
 */
export function offerToLive(chunks: readonly BuiltChunk[], find: FindLiveObject): Promise<void> | undefined {
  const [first] = chunks;
  if (first === undefined) return undefined;
  const lane = laneOf(first.header.org_id);
  const isBusy = lane.flights >= MAX_FLIGHTS || (lane.waiting?.length ?? 0) >= MAX_CHUNKS;
  const taken = isBusy ? chunks.filter(isUrgent) : chunks;
  if (taken.length === 0) return undefined;
  if (lane.waiting !== undefined) {
    lane.waiting.push(...taken);
    return undefined;
  }
  lane.waiting = [...taken];
  return deliverSoon(lane, lane.waiting, find);
}

function laneOf(orgId: string): Lane {
  let lane = lanes.get(orgId);
  if (lane === undefined) lanes.set(orgId, lane = { waiting: undefined, flights: 0 });
  return lane;
}

function isUrgent({ header }: BuiltChunk): boolean {
  return header.tail.some((event) => FAST_LANE_TYPES.includes(event.event_type));
}

async function deliverSoon(lane: Lane, chunks: BuiltChunk[], find: FindLiveObject): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, COALESCE_MS));
  lane.waiting = undefined;
  const first = chunks[0]?.header;
  if (first === undefined) return;
  lane.flights++;
  try {
    await find(first).applyChunks(chunks.map(({ headerJson }) => headerJson));
  } catch (error) {
    console.warn(JSON.stringify({
      level: "warn",
      message: "live lane failed; the consumer will deliver",
      org_id: first.org_id,
      request_id: first.request_id,
      error: String(error),
    }));
  } finally {
    lane.flights--;
    if (lane.flights === 0 && lane.waiting === undefined) lanes.delete(first.org_id);
  }
}
