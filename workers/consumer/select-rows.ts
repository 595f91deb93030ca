import { gunzipSync } from "node:zlib";
import type { Chunk, ChunkHeader } from "../../contract/chunk.ts";
import { encodeHashes, hashEventIds } from "../../contract/event-hash.ts";
import type { AcceptedEvent } from "../../contract/stored-event.ts";
import { summarize } from "../../contract/summarize.ts";

/** The header that a chunk would have with only some of its rows. The one place where rows are read again; it is rare. */
export function selectRows({ header, rows }: Chunk, indexes: readonly number[]): ChunkHeader {
  const lines = gunzipSync(rows).toString("utf8").split("\n");
  const events = indexes.map((index) => readRow(lines[index] ?? ""));
  return {
    ...header,
    count: events.length,
    event_hashes: encodeHashes(hashEventIds(events.map((event) => event.event_id))),
    ...summarize(events, header.received_at),
  };
}

/** A row as the edge wrote it: times are ISO, money is text. */
type Row = Omit<AcceptedEvent, "timestamp" | "cost_usd"> & { timestamp: string; cost_usd?: string };

function readRow(line: string): AcceptedEvent {
  const { timestamp, cost_usd, metadata: _, ...columns } = JSON.parse(line) as Row;
  return {
    ...columns,
    timestamp: Date.parse(timestamp),
    ...(cost_usd === undefined ? {} : { cost_usd: Number(cost_usd) }),
  };
}
