import { afterEach, describe, expect, it, vi } from "vitest";
import type { ChunkHeader } from "../../contract/chunk.ts";
import type { ReceivedChunk } from "./received-chunk.ts";
import { storeChunks } from "./store-chunks.ts";

const target = { url: "http://clickhouse.test", database: "d", user: "u", password: "p" };

/** Chunks whose rows are one byte each: their number. */
function someChunks(count: number, attempts = 1): ReceivedChunk[] {
  return Array.from({ length: count }, (_, index) => ({
    message: { id: `m${index}`, attempts } as Message,
    bytes: new Uint8Array(),
    chunk: { header: { chunk_id: `c${index}` } as ChunkHeader, rows: new Uint8Array([index]) },
  }));
}

/**
 * A ClickHouse that fails, with an error code or without an answer, on inserts that hold some of the chunks; answers what counts
 * the inserts. Files share a process, so somebody else's request may come by.
 */
function failOn(bad: (chunk: number) => boolean, code: number | "silent"): () => number {
  let inserts = 0;
  vi.stubGlobal("fetch", async (url: URL | string, init?: { body: Blob }) => {
    if (new URL(url).origin !== target.url || init === undefined) return new Response("");
    inserts++;
    const chunks = [...new Uint8Array(await init.body.arrayBuffer())];
    if (!chunks.some(bad)) return new Response("");
    if (code === "silent") throw new TypeError("connection refused");
    const text = `Code: ${code}. DB::Exception: near 'secret row'. (SOME_NAME) (version 25.8.1.1)`;
    return new Response(text, { status: 500, headers: { "x-clickhouse-exception-code": String(code) } });
  });
  return () => inserts;
}

const REFUSED = 27;
const OF_ITS_OWN = 243;

describe("storeChunks()", () => {
  afterEach(() => void vi.unstubAllGlobals());

  it("finds one bad chunk among a hundred in fifteen requests, wherever it lies", async () => {
    for (const place of [0, 37, 99]) {
      const inserts = failOn((chunk) => chunk === place, REFUSED);
      const { stored, poisoned, delayed } = await storeChunks(target, someChunks(100));
      expect([stored.length, delayed.length]).toEqual([99, 0]);
      expect(poisoned.map(({ received }) => received.message.id)).toEqual([`m${place}`]);
      expect(inserts()).toBeLessThanOrEqual(15);
    }
  });

  it("takes at most two requests a chunk when all are bad, and never repeats a row", async () => {
    const inserts = failOn(() => true, REFUSED);
    const { poisoned } = await storeChunks(target, someChunks(100));
    expect(poisoned).toHaveLength(100);
    expect(inserts()).toBe(199);
    expect(poisoned[0]?.reason).toBe("ClickHouse refuses the rows: SOME_NAME (27)");
  });

  it("asks nothing more once ClickHouse does not answer", async () => {
    const inserts = failOn(() => true, "silent");
    expect((await storeChunks(target, someChunks(100, 9))).delayed).toHaveLength(100);
    expect(inserts()).toBe(1);
  });

  it("does not let a chunk that ClickHouse keeps failing on hold up the others, and does not park it either", async () => {
    failOn((chunk) => chunk === 5, OF_ITS_OWN);
    expect((await storeChunks(target, someChunks(100, 3))).delayed).toHaveLength(100);
    const { stored, poisoned, delayed } = await storeChunks(target, someChunks(100, 4));
    expect([stored.length, poisoned.length]).toEqual([99, 0]);
    expect(delayed.map(({ received }) => received.message.id)).toEqual(["m5"]);
  });

  it("stops searching when it is ClickHouse that fails", async () => {
    const inserts = failOn(() => true, OF_ITS_OWN);
    expect((await storeChunks(target, someChunks(100, 9))).delayed).toHaveLength(100);
    expect(inserts()).toBeLessThanOrEqual(16);
  });
});
