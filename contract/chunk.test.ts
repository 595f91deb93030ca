import { describe, expect, it } from "vitest";
import { type ChunkHeader, decodeChunk, encodeChunk, frameChunk, parseRows } from "./chunk.ts";
import type { SessionActivity } from "./live.ts";
import { unpackSession } from "./packed-session.ts";
import { unpackWindow } from "./packed-window.ts";
import { addCounts, emptyWindow } from "./window.ts";

const header: ChunkHeader = {
  version: 2,
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
    ["another version", encodeChunk({ header: { ...header, version: 3 as 2 }, rows: new Uint8Array() })],
  ])("refuses %s", (_name, bytes) => {
    expect(() => decodeChunk(bytes)).toThrow();
  });
});

describe("a chunk of version 1", () => {
  it("is read as one of today, so that what lies on a queue or among dead letters stays good", () => {
    const window = emptyWindow(1_795_169_010_000);
    addCounts(window.totals, { events: 3, cost_usd: 0.25, input_tokens: 7 });
    window.totals.duration = { zero: 1, buckets: { 345: 2 } };
    window.by.agent_id["codex-cli"] = { events: 3, cost_usd: 0.25 };
    window.seconds["4"] = [3, 0, 3, 0, 7];
    const session: SessionActivity = {
      session_id: "ses",
      agent_id: "codex-cli",
      user_id: "ana",
      first_at: 1_795_169_011_000,
      last_at: 1_795_169_014_000,
      doing: { event_type: "llm_request", label: "gpt-5.5" },
      events: 3,
      errors: 0,
      turns: 0,
      tokens: 7,
      cost_usd: 0.25,
      cost_estimated: true,
      spans: [{ kind: "llm", start: 1_795_169_010_500, end: 1_795_169_011_000 }],
    };
    const first = { ...header, version: 1, windows: [window], sessions: [session] };
    const read = decodeChunk(frameChunk(JSON.stringify(first), new Uint8Array()));
    expect(read.header.version).toBe(2);
    expect(read.header.windows.map(unpackWindow)).toEqual([window]);
    expect(read.header.sessions.map(unpackSession)).toEqual([session]);
  });
});

describe("parseRows()", () => {
  it("reads rows separated by commas as well as by line feeds", () => {
    expect(parseRows('{"a":1},{"a":"}{\\n"}\n{"a":3}\n')).toEqual([{ a: 1 }, { a: "}{\n" }, { a: 3 }]);
  });
});
