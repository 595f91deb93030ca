import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LIMITS } from "./limits.ts";
import {
  addCounts,
  addMoney,
  countsFor,
  emptyWindow,
  mergeWindow,
  OTHER_KEY,
  type Window,
  windowStart,
} from "./window.ts";

const nanos = fc.integer({ min: 0, max: 5_000_000_000 });

function windowOf(costs: number[], agent: string): Window {
  const window = emptyWindow(0);
  for (const nano of costs) {
    const part = emptyWindow(0);
    part.totals = { ...part.totals, events: 1, cost_usd: nano / 1e9 };
    part.by.agent_id[agent] = { events: 1, cost_usd: nano / 1e9 };
    part.seconds["3"] = [1, 0, 1, 0, 7];
    mergeWindow(window, part);
  }
  return window;
}

describe("addMoney()", () => {
  it("adds billionths of a dollar without drift", () => {
    fc.assert(fc.property(fc.array(nanos, { maxLength: 500 }), (amounts) => {
      const sum = amounts.reduce((total, nano) => addMoney(total, nano / 1e9), 0);
      const exact = amounts.reduce((total, nano) => total + BigInt(nano), 0n);
      expect(BigInt(Math.round(sum * 1e9))).toBe(exact);
    }));
  });
});

describe("mergeWindow()", () => {
  it("gives the same window in any order", () => {
    fc.assert(fc.property(fc.array(nanos, { maxLength: 40 }), fc.array(nanos, { maxLength: 40 }), (a, b) => {
      const forth = windowOf(a, "codex-cli");
      mergeWindow(forth, windowOf(b, "claude-code"));
      const back = windowOf(b, "claude-code");
      mergeWindow(back, windowOf(a, "codex-cli"));
      expect(forth).toEqual(back);
      expect(forth.totals.events ?? 0).toBe(a.length + b.length);
    }));
  });
});

describe("countsFor()", () => {
  it("collects what a full dimension has no room for, and keeps finding the keys it has", () => {
    const keys = Object.fromEntries(Array.from({ length: LIMITS.keysPerDimension }, (_, i) => [`agent-${i}`, {}]));
    expect(countsFor(keys, "one-more")).toBe(keys[OTHER_KEY]);
    expect(countsFor(keys, "agent-7")).toBe(keys["agent-7"]);
  });

  it.each(["__proto__", "constructor", "toString", "hasOwnProperty"])(
    "counts a sender that calls itself %s, and touches nobody else's objects",
    (name) => {
      const window = emptyWindow(0);
      for (let i = 0; i < 2; i++) addCounts(countsFor(window.by.agent_id, name), { events: 1 });
      const read: Window = JSON.parse(JSON.stringify(window));
      expect(Object.values(read.by.agent_id)).toEqual([{ events: 2 }]);
      expect(({} as { events?: number }).events).toBeUndefined();
      expect((Object as { events?: number }).events).toBeUndefined();
    },
  );
});

describe("windowStart()", () => {
  it("is the multiple of ten seconds at or before the instant", () => {
    expect(windowStart(1_795_169_018_293)).toBe(1_795_169_010_000);
    expect(windowStart(1_795_169_010_000)).toBe(1_795_169_010_000);
  });
});
