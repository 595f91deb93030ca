import { insertRows, type InsertTarget } from "../../stores/clickhouse/insert-rows.ts";
import type { ReceivedChunk } from "./received-chunk.ts";

/** What became of chunks: stored, not storable, or to be tried again. */
export interface StoreOutcome {
  stored: ReceivedChunk[];
  poisoned: { received: ReceivedChunk; reason: string }[];
  /** Chunks that ClickHouse did not answer for; stored or not, they come again. */
  delayed: { received: ReceivedChunk; reason: string }[];
}

/** From this delivery on, chunks that ClickHouse fails on for a reason of its own are tried apart from each other. */
const SUSPICIOUS_ATTEMPTS = 4;
/** One bad chunk among a hundred fails eight times on the way down to it. More in a row, and it is not the chunks. */
const MAX_FAILURES_IN_A_ROW = 8;

/** What the parts of one batch know of each other. */
interface Search {
  failuresInARow: number;
  /** Set once ClickHouse did not answer at all: nothing more is asked of it in this batch. */
  silence?: string;
}

/**
 * Inserts the rows of all chunks in one request. When ClickHouse refuses what is in them, the chunks are halved until the one
 * it refuses stands alone; the others are stored. That takes at most two requests for each chunk, and some fifteen when one of
 * a hundred is bad.
 */
export async function storeChunks(target: InsertTarget, chunks: readonly ReceivedChunk[]): Promise<StoreOutcome> {
  return await store(target, chunks, { failuresInARow: 0 });
}

async function store(target: InsertTarget, chunks: readonly ReceivedChunk[], search: Search): Promise<StoreOutcome> {
  if (chunks.length === 0) return { stored: [], poisoned: [], delayed: [] };
  if (search.silence !== undefined) return delayChunks(chunks, search.silence);
  const result = await insertRows(target, chunks.map(({ chunk }) => chunk.rows), await nameOf(chunks));
  switch (result.outcome) {
    case "stored":
      search.failuresInARow = 0;
      return { stored: [...chunks], poisoned: [], delayed: [] };
    case "refused":
      return chunks.length === 1
        ? { stored: [], poisoned: chunks.map((received) => ({ received, reason: result.message })), delayed: [] }
        : await halve(target, chunks, search);
    case "unavailable":
      search.failuresInARow++;
      if (!result.answered) search.silence = result.message;
      return mayBeTheirFault(chunks, search)
        ? await halve(target, chunks, search)
        : delayChunks(chunks, result.message);
  }
}

/** Whether chunks that came before and failed again may hold up the others among them. */
function mayBeTheirFault(chunks: readonly ReceivedChunk[], { silence, failuresInARow }: Search): boolean {
  return silence === undefined && chunks.length > 1 && failuresInARow < MAX_FAILURES_IN_A_ROW &&
    chunks.some(({ message }) => message.attempts >= SUSPICIOUS_ATTEMPTS);
}

/** The outcome of chunks that all come again. */
export function delayChunks(chunks: readonly ReceivedChunk[], reason: string): StoreOutcome {
  return { stored: [], poisoned: [], delayed: chunks.map((received) => ({ received, reason })) };
}

async function halve(target: InsertTarget, chunks: readonly ReceivedChunk[], search: Search): Promise<StoreOutcome> {
  const middle = Math.ceil(chunks.length / 2);
  const first = await store(target, chunks.slice(0, middle), search);
  const second = await store(target, chunks.slice(middle), search);
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
