import type { SessionActivity, TailEvent } from "./live.ts";
import type { ProblemCode } from "./problem.ts";
import type { Region } from "./tenant.ts";
import type { Window } from "./window.ts";

/** Refused events by the code of their first fault. */
export type RejectedCounts = Partial<Record<ProblemCode, number>>;

/** What a chunk says about its rows, so that nobody downstream has to inflate them. */
export interface ChunkHeader {
  version: 1;
  /** Deterministic: the same events sent again make the same id. */
  chunk_id: string;
  org_id: string;
  region: Region;
  /** Epoch ms. */
  received_at: number;
  request_id: string;
  /** Rows in the chunk. */
  count: number;
  /** Hashes of the rows' event ids in row order; see event-hash.ts. */
  event_hashes: string;
  windows: Window[];
  sessions: SessionActivity[];
  tail: TailEvent[];
  /** Rows that `tail` had no room for. */
  tail_dropped: number;
  /** Events of the same request that were refused; on the first of its chunks only, and only where there were any. */
  rejected?: RejectedCounts;
  /** Set when the rows are in ClickHouse and only the live object has still to be told. */
  stored?: true;
}

/** A queue message: header and rows. `rows` is one gzip member of NDJSON. */
export interface Chunk {
  header: ChunkHeader;
  rows: Uint8Array;
}

const LENGTH_BYTES = 4;

/** Frames a chunk as bytes: header length (u32, big-endian), header as JSON, rows. */
export function encodeChunk({ header, rows }: Chunk): Uint8Array<ArrayBuffer> {
  return frameChunk(JSON.stringify(header), rows);
}

/** {@link encodeChunk} for a header that is JSON already. */
export function frameChunk(headerJson: string, rows: Uint8Array): Uint8Array<ArrayBuffer> {
  const header = new TextEncoder().encode(headerJson);
  const bytes = new Uint8Array(LENGTH_BYTES + header.length + rows.length);
  new DataView(bytes.buffer).setUint32(0, header.length);
  bytes.set(header, LENGTH_BYTES);
  bytes.set(rows, LENGTH_BYTES + header.length);
  return bytes;
}

/**
 * Reads what {@link encodeChunk} wrote; `rows` is a view of `bytes`, not a copy.
 * @throws RangeError or SyntaxError when the bytes are not a chunk
 */
export function decodeChunk(bytes: Uint8Array): Chunk {
  if (bytes.length < LENGTH_BYTES) throw new RangeError(`chunk of ${bytes.length} bytes has no header length`);
  const headerLength = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(0);
  const rowsAt = LENGTH_BYTES + headerLength;
  if (rowsAt > bytes.length) throw new RangeError(`chunk header of ${headerLength} bytes exceeds the message`);
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(LENGTH_BYTES, rowsAt))) as ChunkHeader;
  if (header.version !== 1) throw new RangeError(`chunk version ${String(header.version)} is not known`);
  return { header, rows: bytes.subarray(rowsAt) };
}
