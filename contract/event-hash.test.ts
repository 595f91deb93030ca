import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeHashes, encodeHashes, hashEventIds } from "./event-hash.ts";

const pairs = (words: Uint32Array) =>
  Array.from({ length: words.length / 2 }, (_, i) => `${words[i * 2]}:${words[i * 2 + 1]}`);

describe("hashEventIds()", () => {
  it("tells ids apart that differ little: numbered ones, UUIDs, permutations", () => {
    const ids = [
      ...Array.from({ length: 100_000 }, (_, i) => `evt_${i}`),
      ...Array.from({ length: 100_000 }, () => crypto.randomUUID()),
      ..."abcd".split("").flatMap((a) => "abcd".split("").map((b) => `${a}${b}${a}`)),
    ];
    expect(new Set(pairs(hashEventIds(ids))).size).toBe(ids.length);
    // Each half must be good by itself, or 64 bits would not be worth 64.
    const words = hashEventIds(ids);
    for (const half of [0, 1]) {
      const seen = new Set(ids.map((_, i) => words[i * 2 + half]));
      expect(ids.length - seen.size).toBeLessThan(20);
    }
  });

  it("gives the same id the same hash, wherever it stands", () => {
    expect(pairs(hashEventIds(["a", "b"]))).toEqual(pairs(hashEventIds(["b", "a"])).toReversed());
  });
});

describe("decodeHashes()", () => {
  it("reads what encodeHashes() wrote", () => {
    fc.assert(fc.property(fc.array(fc.string({ minLength: 1 })), (ids) => {
      const words = hashEventIds(ids);
      expect(decodeHashes(encodeHashes(words))).toEqual(words);
    }));
  });
});
