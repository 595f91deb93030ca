import { insertRows, type InsertTarget } from "../../stores/clickhouse/insert-rows.ts";
import type { ReceivedChunk } from "./received-chunk.ts";

/** What became of chunks: stored, not storable, or to be tried again. */
export interface StoreOutcome {
  stored: ReceivedChunk[];
  poisoned: { received: ReceivedChunk; reason: string }[];
  /** Chunks that ClickHouse did not answer for; stored or not, they come again. */
  delayed: { received: ReceivedChunk; reason: string }[];
}

/**
 * Inserts the rows of all chunks in one request. When ClickHouse refuses what is in them, the chunks are halved until the
 * one it refuses stands alone; the others are stored.
 */
export async function storeChunks(target: InsertTarget, chunks: readonly ReceivedChunk[]): Promise<StoreOutcome> {
  if (chunks.length === 0) return { stored: [], poisoned: [], delayed: [] };
  const token = await nameOf(chunks);
  const result = await insertRows(target, chunks.map(({ chunk }) => chunk.rows), token);
  switch (result.outcome) {
    case "stored":
      return { stored: [...chunks], poisoned: [], delayed: [] };
    case "unavailable":
      return {
        stored: [],
        poisoned: [],
        delayed: chunks.map((received) => ({ received, reason: result.message })),
      };
    case "refused":
      return chunks.length === 1
        ? { stored: [], poisoned: chunks.map((received) => ({ received, reason: result.message })), delayed: [] }
        : bisect(target, chunks);
  }
}

async function bisect(target: InsertTarget, chunks: readonly ReceivedChunk[]): Promise<StoreOutcome> {
  const middle = Math.ceil(chunks.length / 2);
  const first = await storeChunks(target, chunks.slice(0, middle));
  const second = await storeChunks(target, chunks.slice(middle));
  return {
    stored: [...first.stored, ...second.stored],
    poisoned: [...first.poisoned, ...second.poisoned],
    delayed: [...first.delayed, ...second.delayed],
  };
}

/** A name for these chunks in this order: 32 hex digits. */
export async function nameOf(chunks: readonly ReceivedChunk[]): Promise<string> {
  const ids = chunks.map(({ chunk }) => chunk.header.chunk_id).join("\n");
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(ids)));
  return Array.from(digest.subarray(0, 16), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
