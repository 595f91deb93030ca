import type { SessionActivity, TailEvent } from "./live.ts";
import { type PackedSession, packSession } from "./packed-session.ts";
import { type PackedWindow, packWindow } from "./packed-window.ts";
import type { ProblemCode } from "./problem.ts";
import type { Region } from "./tenant.ts";
import type { Window } from "./window.ts";

/** What was refused, by code: events by that of their first fault. */
export type RejectedCounts = Partial<Record<ProblemCode, number>>;

/** What a chunk says about its rows, so that nobody downstream has to inflate them. */
export interface ChunkHeader {
  version: 2;
  /** Deterministic: the same events sent again make the same id. */
  chunk_id: string;
  org_id: string;
  region: Region;
  /** Epoch ms. */
  received_at: number;
  request_id: string;
  /** Rows in the chunk; none in one that only tells what was refused. */
  count: number;
  /** Hashes of the rows' event ids in row order; see event-hash.ts. */
  event_hashes: string;
  windows: PackedWindow[];
  sessions: PackedSession[];
  tail: TailEvent[];
  /** Rows that `tail` had no room for. */
  tail_dropped: number;
  /** Events of the same request that were refused; on the first of its chunks only, and only where there were any. */
  rejected?: RejectedCounts;
  /** Requests that were refused whole. A chunk that tells of them has no rows. */
  refused?: RejectedCounts;
  /** Set when the rows are in ClickHouse and only the live object has still to be told. */
  stored?: true;
}

/** A header of version 1, as it may still lie on a queue or among dead letters. */
type FirstHeader = Omit<ChunkHeader, "version" | "windows" | "sessions"> & {
  version: 1;
  windows: Window[];
  sessions: SessionActivity[];
};

/**
 * A queue message: header and rows. `rows` is one gzip member of JSON objects, separated by commas or line feeds, with a line
 * feed at the end, so that ClickHouse's `JSONEachRow` reads any number of them put one after the other.
 */
export interface Chunk {
  header: ChunkHeader;
  rows: Uint8Array;
}

const LENGTH_BYTES = 4;

/** Frames a chunk as bytes: header length (u32, big-endian), header as JSON, rows. */
export function encodeChunk({ header, rows }: Chunk): Uint8Array<ArrayBuffer> {
  return frameChunk(JSON.stringify(header), rows);
}

const encoder = new TextEncoder();

/** {@link encodeChunk} for a header that is JSON already. */
export function frameChunk(headerJson: string, rows: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(LENGTH_BYTES + headerJson.length + rows.length);
  const { read, written } = encoder.encodeInto(
    headerJson,
    bytes.subarray(LENGTH_BYTES, LENGTH_BYTES + headerJson.length),
  );
  // Headers are nearly always ASCII, which takes a byte for each character.
  if (read < headerJson.length) return frameBytes(encoder.encode(headerJson), rows);
  new DataView(bytes.buffer).setUint32(0, written);
  bytes.set(rows, LENGTH_BYTES + written);
  return bytes;
}

function frameBytes(header: Uint8Array, rows: Uint8Array): Uint8Array<ArrayBuffer> {
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
  const header = readHeader(new TextDecoder().decode(bytes.subarray(LENGTH_BYTES, rowsAt)));
  return { header, rows: bytes.subarray(rowsAt) };
}

/**
 * Reads a header's JSON, of this version or an earlier one.
 * @throws RangeError or SyntaxError when it is not a header
 */
export function readHeader(json: string): ChunkHeader {
  const header = JSON.parse(json) as ChunkHeader | FirstHeader;
  if (header.version === 2) return header;
  if (header.version !== 1) throw new RangeError("a chunk of a version that is not known");
  const { windows, sessions, ...rest } = header;
  return { ...rest, version: 2, windows: windows.map(packWindow), sessions: sessions.map(packSession) };
}

/** The rows of a chunk, parsed; `text` is what {@link Chunk.rows} inflates to. */
export function parseRows(text: string): unknown[] {
  return text.split("\n").flatMap((line) => line === "" ? [] : JSON.parse(`[${line}]`) as unknown[]);
}
