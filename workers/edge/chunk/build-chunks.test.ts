import { gunzipSync } from "node:zlib";
import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeChunk, parseRows } from "../../../contract/chunk.ts";
import { LIMITS } from "../../../contract/limits.ts";
import type { AcceptedEvent } from "../../../contract/stored-event.ts";
import { unpackWindow } from "../../../contract/packed-window.ts";
import { emptyWindow, mergeWindow } from "../../../contract/window.ts";
import { buildChunks, type ChunkOrigin } from "./build-chunks.ts";
import { summarize } from "../../../contract/summarize.ts";

const origin: ChunkOrigin = {
  org_id: "org_1",
  region: "us",
  received_at: 1_795_169_018_300,
  request_id: "req_1",
  idempotencyKey: undefined,
};

function accepted(index: number, fields: Partial<AcceptedEvent> = {}): AcceptedEvent {
  return {
    event_id: `evt_${index}`,
    event_type: "llm_request",
    timestamp: 1_795_169_018_000 + index * 137,
    session_id: `ses_${index % 7}`,
    user_id: "ana",
    agent_id: "codex-cli",
    model: "gpt-5.5",
    input_tokens: index,
    cost_usd: index / 1000,
    duration_ms: index * 10,
    source: "http",
    cost_source: "reported",
    ...fields,
  };
}

/** Events whose rows hardly compress. */
const noisy = (count: number, bytes: number) =>
  Array.from({ length: count }, (_, i) => accepted(i, { metadata: { noise: randomBytes(bytes).toString("base64") } }));

describe("buildChunks()", () => {
  it("keeps every event once, in order, whatever their number and size", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 0, max: 3_000 }), (count, bytes) => {
        const events = noisy(count, bytes);
        const chunks = buildChunks(events, origin);
        const rows = chunks.flatMap(({ message }) => parseRows(gunzipSync(decodeChunk(message).rows).toString()));
        expect(rows.map((row) => (row as AcceptedEvent).event_id)).toEqual(events.map((event) => event.event_id));
        expect(chunks.every(({ message }) => message.length <= LIMITS.chunkBytes)).toBe(true);
        expect(chunks.reduce((sum, { header }) => sum + header.count, 0)).toBe(count);
      }),
      { numRuns: 20 },
    );
  });

  it("gives the same events the same chunk ids, and other events, organisations and keys others", () => {
    const ids = (events: AcceptedEvent[], change: Partial<ChunkOrigin> = {}) =>
      buildChunks(events, { ...origin, ...change }).map(({ header }) => header.chunk_id).join();
    const events = Array.from({ length: 1_000 }, (_, i) => accepted(i));
    const first = ids(events);
    expect(ids(events, { received_at: origin.received_at + 5_000, request_id: "req_2" })).toBe(first);
    expect(ids(events, { org_id: "org_2" })).not.toBe(first);
    expect(ids(events, { idempotencyKey: "k" })).not.toBe(first);
    expect(ids(events.slice(1))).not.toBe(first);
  });

  it("says what was refused beside it in its first chunk only, however many there are", () => {
    const chunks = buildChunks(noisy(400, 3_000), { ...origin, rejected: { REQUIRED: 3 } });
    expect(chunks.length).toBeGreaterThan(3);
    expect(chunks.map(({ header }) => header.rejected)).toEqual(
      chunks.map((_, i) => i === 0 ? { REQUIRED: 3 } : undefined),
    );
  });

  it("fits a single event of the largest kind", () => {
    const [chunk, ...others] = buildChunks(noisy(1, 12_000), origin);
    expect(others).toEqual([]);
    expect(chunk?.message.length).toBeLessThanOrEqual(LIMITS.chunkBytes);
  });
});

describe("summarize()", () => {
  it("adds up to the same windows however a batch is split", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100 }), (cut) => {
        const events = Array.from({ length: 100 }, (_, i) => accepted(i, { model: `m${i % 9}` }));
        const merge = (parts: AcceptedEvent[][]) => {
          const windows = new Map<number, ReturnType<typeof emptyWindow>>();
          for (const part of parts.flatMap((each) => summarize(each, 0).windows.map(unpackWindow))) {
            const window = windows.get(part.start) ?? emptyWindow(part.start);
            mergeWindow(window, part);
            windows.set(part.start, window);
          }
          return [...windows.values()];
        };
        expect(merge([events.slice(0, cut), events.slice(cut)])).toEqual(merge([events]));
      }),
      { numRuns: 20 },
    );
  });

  it("counts a failed model call as an error and a failed tool as a tool failure", () => {
    const [window] = summarize([
      accepted(1, { success: false }),
      accepted(2, { event_type: "tool_call", success: false }),
      accepted(3, { event_type: "error" }),
    ], 0).windows.map(unpackWindow);
    expect(window?.totals).toMatchObject({ events: 3, errors: 2, tool_failures: 1, llm_requests: 1, tool_calls: 1 });
  });

  it("always carries errors to the tail and says how many ordinary events it left out", () => {
    const events = Array.from({ length: 300 }, (_, i) => accepted(i, i % 50 === 0 ? { event_type: "error" } : {}));
    const { tail, tail_dropped } = summarize(events, 0);
    expect(tail.filter((line) => line.event_type === "error")).toHaveLength(6);
    expect(tail.length + tail_dropped).toBe(300);
  });

  it("rounds money as the row does", () => {
    const [window] = summarize([accepted(1, { cost_usd: 0.1 }), accepted(2, { cost_usd: 0.2 })], 0).windows.map(
      unpackWindow,
    );
    expect(window?.totals.cost_usd).toBe(0.3);
  });
});
