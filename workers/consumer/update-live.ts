import { type Chunk, type ChunkHeader, encodeChunk } from "../../contract/chunk.ts";
import type { LiveObject } from "../../contract/rpc.ts";
import { selectRows } from "./select-rows.ts";

/** What updating the live views needs. */
export interface LiveUpdate {
  find(orgId: string): LiveObject;
  /** Queues a stored chunk once more, for the live object alone. */
  retryLater(message: Uint8Array): Promise<unknown>;
}

/** Offers of a chunk that keeps overlapping with others which arrive at the same time. */
const MAX_OFFERS = 5;

/**
 * Hands stored chunks to their organisations' live objects. A live object that fails never holds up storage: the rows are in,
 * so its chunks go back to the queue marked as stored.
 */
export async function updateLive(chunks: readonly Chunk[], { find, retryLater }: LiveUpdate): Promise<void> {
  const byOrg = Map.groupBy(chunks, ({ header }) => header.org_id);
  await Promise.all([...byOrg].map(async ([orgId, own]) => {
    try {
      await offerChunks(find(orgId), own);
    } catch (error) {
      console.warn(JSON.stringify({
        level: "warn",
        message: "live object failed; its chunks are offered again later",
        org_id: orgId,
        chunk_ids: own.map(({ header }) => header.chunk_id),
        error: String(error),
      }));
      for (const { header, rows } of own) await retryLater(encodeChunk({ header: { ...header, stored: true }, rows }));
    }
  }));
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
