import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Budget, cleanValue, cutText } from "./clean-value.ts";

const budget = (left = 16_384): Budget => ({ left, depth: 8, cut: false });
const clean = (value: unknown) => cleanValue(value, budget());

describe("cleanValue()", () => {
  it("leaves what JSON can say as it is", () => {
    fc.assert(fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
      const plain = JSON.parse(JSON.stringify(value, (key, part: unknown) => key === "__proto__" ? undefined : part));
      expect(cleanValue(plain, budget(1_000_000))).toEqual(plain);
    }));
  });

  it("makes JSON of anything, and never throws", () => {
    fc.assert(
      fc.property(fc.anything({ withBigInt: true, withDate: true, withMap: true, withSet: true }), (value) => {
        expect(() => JSON.stringify(clean(value))).not.toThrow();
      }),
    );
  });

  it("says what JSON has no word for", () => {
    const circular: Record<string, unknown> = { name: "loop" };
    circular.self = circular;
    const value = {
      big: 12345678901234567890n,
      symbol: Symbol("s"),
      fn: () => 1,
      nan: Number.NaN,
      at: new Date(0),
      never: new Date(Number.NaN),
      error: new TypeError("wrong"),
      map: new Map([["a", 1]]),
      set: new Set([1, 2]),
      bytes: new Uint8Array(1_000_000),
      circular,
      url: new URL("http://x/"),
    };
    expect(clean(value)).toEqual({
      big: "12345678901234567890",
      nan: "NaN",
      at: "1970-01-01T00:00:00.000Z",
      never: null,
      error: { name: "TypeError", message: "wrong" },
      map: { a: 1 },
      set: [1, 2],
      bytes: "[binary]",
      circular: { name: "loop", self: "[circular]" },
      url: "http://x/",
    });
  });

  it("survives getters, proxies and toJSON() that throw", () => {
    const fail = () => {
      throw new Error("no");
    };
    const getter = Object.defineProperty({ ok: 1 }, "bad", { get: fail, enumerable: true });
    const proxy = new Proxy({}, { ownKeys: fail, get: fail, getOwnPropertyDescriptor: fail });
    const { proxy: revoked, revoke } = Proxy.revocable({}, {});
    revoke();
    expect(clean({ getter, proxy, revoked, json: { toJSON: fail }, frozen: Object.freeze({ a: 1 }) })).toEqual({
      getter: { ok: 1, bad: "[unreadable]" },
      proxy: "[unreadable]",
      revoked: "[unreadable]",
      json: "[unreadable]",
      frozen: { a: 1 },
    });
  });

  it("does not let a name change the copy's prototype", () => {
    const copy = clean(JSON.parse('{"__proto__": {"polluted": true}, "a": 1}')) as Record<string, unknown>;
    expect(copy).toEqual({ a: 1 });
    expect(copy.polluted).toBeUndefined();
  });

  it("ends soon and small for structures without end, and marks the cut", () => {
    let bomb: unknown = "x";
    for (let i = 0; i < 40; i++) bomb = [bomb, bomb, bomb, bomb];
    const deep: unknown[] = [];
    let inner = deep;
    for (let i = 0; i < 100_000; i++) inner.push(inner = []);
    const wide = Array.from({ length: 100_000 }, (_, i) => i);
    for (const value of [bomb, deep, wide, "y".repeat(50_000_000), { a: { b: "z".repeat(100_000) } }]) {
      const left = budget();
      const started = performance.now();
      const json = JSON.stringify(cleanValue(value, left));
      expect(performance.now() - started).toBeLessThan(1_000);
      expect(json.length).toBeLessThan(64_000);
      expect(left.cut).toBe(true);
      expect(json).toContain("…");
    }
  });
});

describe("cutText()", () => {
  it("keeps to the limit and never ends in half a character", () => {
    fc.assert(fc.property(fc.string({ unit: "binary" }), fc.integer({ min: 2, max: 20 }), (text, max) => {
      const kept = cutText(text, max, budget());
      expect(kept.length).toBeLessThanOrEqual(max);
      expect(kept.isWellFormed()).toBe(text.isWellFormed() || kept.isWellFormed());
      expect(kept === text || kept.endsWith("…")).toBe(true);
    }));
    expect(cutText("ab😀cd", 4, budget())).toBe("ab…");
  });
});
