import { describe, expect, it } from "vitest";
import type { OutlineEvent } from "../../../stores/clickhouse/read-session-outline.ts";
import { treeOrder } from "./session-tree.ts";

let clock = 0;

function anEvent(id: string, fields: Partial<OutlineEvent> = {}): OutlineEvent {
  clock += 1;
  return {
    place: [clock, id, "custom"],
    parentEventId: "",
    traceId: "",
    spanId: "",
    isSpan: false,
    cumulativeCostUsd: 0,
    ...fields,
  };
}

const shape = (events: OutlineEvent[]) =>
  treeOrder(events).map(({ event, depth, parentId, children }) => [event.place[1], depth, parentId, children]);

describe("treeOrder()", () => {
  it("puts children under the parent that they name, however late they come, and siblings by time", () => {
    const events = [
      anEvent("a"),
      anEvent("b"),
      anEvent("a2", { parentEventId: "a" }),
      anEvent("b1", { parentEventId: "b" }),
      anEvent("a1", { parentEventId: "a" }),
      anEvent("a2x", { parentEventId: "a2" }),
    ];
    expect(shape(events)).toEqual([
      ["a", 0, null, 2],
      ["a2", 1, "a", 1],
      ["a2x", 2, "a2", 0],
      ["a1", 1, "a", 0],
      ["b", 0, null, 1],
      ["b1", 1, "b", 0],
    ]);
  });

  it("puts what happened in a span under the span, also where the span is told last", () => {
    const events = [
      anEvent("log", { spanId: "s1" }),
      anEvent("inner", { spanId: "s2", isSpan: true, parentEventId: "s1" }),
      anEvent("outer", { spanId: "s1", isSpan: true }),
    ];
    expect(shape(events)).toEqual([["outer", 0, null, 2], ["log", 1, "outer", 0], ["inner", 1, "outer", 0]]);
  });

  it("leaves those at the top whose parent is not there, and loses nobody in a circle", () => {
    const events = [
      anEvent("orphan", { parentEventId: "gone" }),
      anEvent("itself", { parentEventId: "itself" }),
      anEvent("egg", { parentEventId: "hen" }),
      anEvent("hen", { parentEventId: "egg" }),
    ];
    expect(new Set(shape(events).map(([id]) => id))).toEqual(new Set(["egg", "hen", "itself", "orphan"]));
  });

  it("takes a chain of ten thousand", () => {
    const chain = Array.from(
      { length: 10_000 },
      (_, i) => anEvent(`e${i}`, i === 0 ? {} : { parentEventId: `e${i - 1}` }),
    );
    expect(treeOrder(chain).at(-1)?.depth).toBe(9_999);
  });
});
