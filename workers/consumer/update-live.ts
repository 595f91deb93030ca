import type { ChunkHeader } from "../../contract/chunk.ts";
import { encodeChunk } from "../../contract/chunk.ts";
import type { LiveObject } from "../../contract/rpc.ts";

/** What updating the live views needs. */
export interface LiveUpdate {
  find(orgId: string): LiveObject;
  /** Queues a header without rows, to be tried again later. */
  retryLater(message: Uint8Array): Promise<unknown>;
}

/**
 * Hands stored chunks to their organisations' live objects, one call each. A live object that fails never holds up storage:
 * the rows are in, so only the headers go back to the queue.
 */
export async function updateLive(headers: readonly ChunkHeader[], { find, retryLater }: LiveUpdate): Promise<void> {
  const byOrg = Map.groupBy(headers, (header) => header.org_id);
  await Promise.all([...byOrg].map(async ([orgId, own]) => {
    try {
      await find(orgId).applyChunks(own);
    } catch (error) {
      console.warn(JSON.stringify({
        level: "warn",
        message: "live object failed; its deltas are retried",
        org_id: orgId,
        chunk_ids: own.map((header) => header.chunk_id),
        error: String(error),
      }));
      for (const header of own) await retryLater(encodeChunk({ header, rows: new Uint8Array() }));
    }
  }));
}
