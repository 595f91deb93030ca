import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { RowSink } from "./row-sink.ts";

describe("RowSink", () => {
  it("passes every row on once, in large gzipped pieces, at most two at a time", async () => {
    const pieces: string[][] = [];
    let underway = 0;
    let most = 0;
    const sink = new RowSink(async (rows) => {
      most = Math.max(most, ++underway);
      await new Promise((resolve) => setTimeout(resolve, 5));
      pieces.push(gunzipSync(rows).toString().trimEnd().split("\n"));
      underway--;
    });
    for (let i = 0; i < 130_000; i++) {
      sink.add(`{"i":${i}}`);
      if (i % 5_000 === 0) await sink.flow();
    }
    await sink.close();
    expect(sink.taken).toBe(130_000);
    expect(new Set(pieces.flat()).size).toBe(130_000);
    expect(pieces.length).toBeLessThan(8);
    expect(most).toBeLessThanOrEqual(2);
  });

  it("fails with the insert that failed", async () => {
    const sink = new RowSink(() => Promise.reject(new Error("no room")));
    sink.add("{}");
    await expect(sink.close()).rejects.toThrow("no room");
  });
});
