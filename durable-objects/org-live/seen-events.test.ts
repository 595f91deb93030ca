import { describe, expect, it } from "vitest";
import { hashEventIds } from "../../contract/event-hash.ts";
import { MAX_SEEN_EVENTS } from "./constants.ts";
import { SeenEvents } from "./seen-events.ts";

const ids = (from: number, count: number) => hashEventIds(Array.from({ length: count }, (_, i) => `evt-${from + i}`));

describe("SeenEvents", () => {
  it("tells which of some events are new, while it grows", () => {
    const seen = new SeenEvents();
    for (let from = 0; from < 50_000; from += 100) {
      expect(seen.unseen(ids(from, 100))).toHaveLength(100);
      seen.add(ids(from, 100));
    }
    expect(seen.unseen(ids(0, 50_000))).toEqual([]);
    expect(seen.unseen(ids(49_990, 20))).toEqual([10, 11, 12, 13, 14, 15, 16, 17, 18, 19]);
  });

  it("forgets the oldest first once it is full, and nothing else", () => {
    const seen = new SeenEvents();
    const over = 10_000;
    for (let from = 0; from < MAX_SEEN_EVENTS + over; from += 10_000) seen.add(ids(from, 10_000));
    expect(seen.unseen(ids(0, over))).toHaveLength(over);
    expect(seen.unseen(ids(over, 200_000))).toEqual([]);
    expect(seen.unseen(ids(MAX_SEEN_EVENTS, over))).toEqual([]);
  });

  it("counts an event that is added twice as one", () => {
    const seen = new SeenEvents();
    for (let i = 0; i < 100; i++) seen.add(ids(0, 4_000));
    expect(seen.unseen(ids(0, 4_000))).toEqual([]);
  });
});
