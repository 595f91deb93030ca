import { gunzipSync } from "node:zlib";
import { versionId } from "../../contract/amendment.ts";
import { type Chunk, type ChunkHeader, parseRows } from "../../contract/chunk.ts";
import { encodeHashes, hashEventIds } from "../../contract/event-hash.ts";
import type { AcceptedEvent } from "../../contract/stored-event.ts";
import { summarize } from "../../contract/summarize.ts";

/** The header that a chunk would have with only some of its rows. The one place where rows are read again; it is rare. */
export function selectRows({ header, rows }: Chunk, indexes: readonly number[]): ChunkHeader {
  // A row is the event as the edge accepted it, beside what its batch shares.
  const all = parseRows(gunzipSync(rows).toString("utf8")) as AcceptedEvent[];
  const events = indexes.flatMap((index) => all[index] ?? []);
  return {
    ...header,
    count: events.length,
    event_hashes: encodeHashes(hashEventIds(events.map(versionId))),
    ...summarize(events, header.received_at),
  };
}
