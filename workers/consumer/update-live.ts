import { type Chunk, type ChunkHeader, encodeChunk } from "../../contract/chunk.ts";
import { LIMITS } from "../../contract/limits.ts";
import type { LiveObject } from "../../contract/rpc.ts";
import { idsOf, log } from "./log.ts";
import { selectRows } from "./select-rows.ts";

/** What updating the live views needs. */
export interface LiveUpdate {
  find(orgId: string): LiveObject;
  /** Queues a stored chunk once more, for the live object alone. */
  retryLater(message: Uint8Array, delaySeconds: number): Promise<unknown>;
}

/** Offers of a chunk that keeps overlapping with others which arrive at the same time. */
const MAX_OFFERS = 5;
/** Chunks offered one by one that fail in a row; more, and it is the object and not the chunks. */
const MAX_FAILURES_IN_A_ROW = 3;
const FIRST_WAIT_SECONDS = 5;
const LONGEST_WAIT_SECONDS = 300;

/**
 * Hands stored chunks to their organisations' live objects. A live object that fails never holds up storage: the rows are in,
 * so its chunks go back to the queue marked as stored, until they are too old for any of its windows.
 */
export async function updateLive(chunks: readonly Chunk[], ports: LiveUpdate): Promise<void> {
  const byOrg = Map.groupBy(chunks, ({ header }) => header.org_id);
  await Promise.all([...byOrg].map(async ([orgId, own]) => {
    for (const chunk of await offerAll(() => ports.find(orgId), own)) await comeAgain(chunk, ports);
  }));
}

/** Offers an organisation's chunks; answers those that the object did not take. */
async function offerAll(find: () => LiveObject, chunks: readonly Chunk[]): Promise<readonly Chunk[]> {
  // What failed before is offered one by one: a chunk that the object cannot take must not keep others from it for ever.
  const [again, fresh] = [chunks.filter(({ header }) => header.stored), chunks.filter(({ header }) => !header.stored)];
  const failed: Chunk[] = [];
  if (fresh.length > 0 && !await isTaken(find, fresh)) failed.push(...fresh);
  let failuresInARow = 0;
  for (const chunk of again) {
    if (failuresInARow < MAX_FAILURES_IN_A_ROW && await isTaken(find, [chunk])) failuresInARow = 0;
    else {
      failuresInARow++;
      failed.push(chunk);
    }
  }
  return failed;
}

/** `find` is asked each time: a stub that has failed may stay broken. */
async function isTaken(find: () => LiveObject, chunks: readonly Chunk[]): Promise<boolean> {
  try {
    await offerChunks(find(), chunks);
    return true;
  } catch (error) {
    const headers = chunks.map(({ header }) => header);
    log("warn", "live object failed; its chunks are offered again later", { ...idsOf(headers), error: String(error) });
    return false;
  }
}

async function comeAgain({ header, rows }: Chunk, { retryLater }: LiveUpdate): Promise<void> {
  const ageMs = Date.now() - header.received_at;
  if (ageMs > LIMITS.windowRetentionMs) return log("error", "chunk given up for the live view", idsOf([header]));
  // The longer it has not been taken, the less often it is offered.
  const delaySeconds = Math.min(LONGEST_WAIT_SECONDS, Math.max(FIRST_WAIT_SECONDS, Math.round(ageMs / 4_000)));
  await retryLater(encodeChunk({ header: { ...header, stored: true }, rows }), delaySeconds);
}

/** A chunk, or what is left of it once the events counted elsewhere are out. */
interface Offer {
  chunk: Chunk;
  header: ChunkHeader;
  /** Rows of the chunk that the header speaks of; all of them when missing. */
  rows?: number[];
}

/** Offers chunks, and again without the events that the object has counted in other chunks. */
async function offerChunks(object: LiveObject, chunks: readonly Chunk[]): Promise<void> {
  let offers: Offer[] = chunks.map((chunk) => ({ chunk, header: chunk.header }));
  for (let attempt = 0; offers.length > 0; attempt++) {
    if (attempt === MAX_OFFERS) throw new Error(`${offers.length} chunks still overlap with others`);
    const { overlapping } = await object.applyChunks(offers.map(({ header }) => header));
    const freshById = new Map(overlapping.map(({ chunk_id, fresh }) => [chunk_id, fresh]));
    offers = offers.flatMap(({ chunk, rows }) => {
      const fresh = freshById.get(chunk.header.chunk_id);
      return fresh === undefined ? [] : [selectOffer(chunk, fresh.map((index) => rows?.[index] ?? index))];
    });
  }
}

function selectOffer(chunk: Chunk, rows: number[]): Offer {
  return { chunk, rows, header: selectRows(chunk, rows) };
}
