import { describe, expect, it } from "vitest";
import { type ChunkHeader, decodeChunk, encodeChunk } from "./chunk.ts";

const header: ChunkHeader = {
  version: 1,
  chunk_id: "c0ffee",
  org_id: "org_ä",
  region: "eu",
  received_at: 1_795_169_018_293,
  request_id: "req_1",
  count: 1,
  event_hashes: "",
  windows: [],
  sessions: [],
  tail: [],
  tail_dropped: 0,
};

describe("decodeChunk()", () => {
  it("reads what encodeChunk() wrote, also out of a larger buffer", () => {
    const bytes = encodeChunk({ header, rows: new Uint8Array([1, 2, 3]) });
    const padded = new Uint8Array(bytes.length + 8);
    padded.set(bytes, 5);
    expect(decodeChunk(padded.subarray(5, 5 + bytes.length))).toEqual({ header, rows: new Uint8Array([1, 2, 3]) });
  });

  it.each([
    ["nothing", new Uint8Array()],
    ["a header that is longer than the message", new Uint8Array([0, 0, 1, 0, 123])],
    ["a header that is not JSON", new Uint8Array([0, 0, 0, 2, 1, 2])],
    ["another version", encodeChunk({ header: { ...header, version: 2 as 1 }, rows: new Uint8Array() })],
  ])("refuses %s", (_name, bytes) => {
    expect(() => decodeChunk(bytes)).toThrow();
  });
});
