import type { ChunkHeader } from "../../contract/chunk.ts";
import { decodeHashes } from "../../contract/event-hash.ts";
import type { OverlappingChunk } from "../../contract/rpc.ts";
import { MAX_SEEN_EVENTS } from "./constants.ts";
import { SeenEvents } from "./seen-events.ts";
import type { LiveStorage } from "./storage.ts";

/** Which chunks are to be counted, and which share events with what has been. */
export interface Admission {
  fresh: ChunkHeader[];
  overlapping: OverlappingChunk[];
}

/** Remembers what has been counted: chunks for two days, events as far as memory goes. */
export class SeenLedger {
  readonly #storage: LiveStorage;
  readonly #events: SeenEvents;

  constructor(storage: LiveStorage) {
    this.#storage = storage;
    this.#events = readEvents(storage);
  }

  /**
   * Sorts chunks into new ones, which are remembered, those that repeat others whole, and those that overlap with others.
   * A chunk without hashes is known by its id alone.
   */
  admit(headers: readonly ChunkHeader[], now: number): Admission {
    const admission: Admission = { fresh: [], overlapping: [] };
    for (const header of headers) {
      if (this.#storage.hasChunk(header.chunk_id)) continue;
      const hashes = decodeHashes(header.event_hashes);
      const unseen = this.#events.unseen(hashes);
      const isPartial = unseen.length > 0 && unseen.length < hashes.length / 2;
      if (isPartial) {
        admission.overlapping.push({ chunk_id: header.chunk_id, fresh: unseen });
        continue;
      }
      if (hashes.length === 0 || unseen.length > 0) admission.fresh.push(header);
      this.#storage.rememberChunk(header.chunk_id, hashes, now);
      this.#events.add(hashes);
    }
    return admission;
  }
}

/** The latest events, read newest first and remembered oldest first, as they came. */
function readEvents(storage: LiveStorage): SeenEvents {
  const newestFirst: Uint32Array[] = [];
  let count = 0;
  for (const hashes of storage.readEventHashes()) {
    newestFirst.push(hashes);
    count += hashes.length / 2;
    if (count >= MAX_SEEN_EVENTS) break;
  }
  const events = new SeenEvents();
  for (const hashes of newestFirst.toReversed()) events.add(hashes);
  return events;
}
