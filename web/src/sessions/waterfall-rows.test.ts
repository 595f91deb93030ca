import { describe, expect, it } from "vitest";
import type { SessionNode } from "../../../contract/query-sessions.ts";
import { keepSeen, layOutRows, spanOf } from "./waterfall-rows.ts";

function node(event_id: string, event_type: SessionNode["event_type"], depth = 0, parent_id: string | null = null) {
  return { event_id, event_type, depth, parent_id, children: 0 } as SessionNode;
}

const flat = [
  node("start", "session_start"),
  node("p1", "user_prompt"),
  node("a", "llm_request"),
  node("p2", "user_prompt"),
  node("b", "tool_call"),
];
const shape = (nodes: readonly SessionNode[], folded: string[] = []) =>
  layOutRows(nodes, new Set(folded)).map(({ node: { event_id }, level, turn }) => `${event_id}:${level}:${turn ?? ""}`);

describe("layOutRows()", () => {
  it("puts what follows a prompt under it, and what precedes the first one beside it", () => {
    expect(shape(flat)).toEqual(["start:0:", "p1:0:1", "a:1:", "p2:0:2", "b:1:"]);
  });

  it("hides what is under a folded turn, and nothing else", () => {
    expect(shape(flat, ["p1"])).toEqual(["start:0:", "p1:0:1", "p2:0:2", "b:1:"]);
  });

  it("keeps the tree that the events tell of, and hides a whole branch", () => {
    const tree = [
      node("p", "user_prompt"),
      node("agent", "custom"),
      node("x", "llm_request", 1, "agent"),
      node("y", "tool_call", 2, "x"),
      node("z", "llm_request"),
    ];
    expect(shape(tree)).toEqual(["p:0:1", "agent:1:", "x:2:", "y:3:", "z:1:"]);
    expect(shape(tree, ["agent"])).toEqual(["p:0:1", "agent:1:", "z:1:"]);
  });

  it("does not indent children of a prompt twice", () => {
    expect(shape([node("p", "user_prompt"), node("x", "llm_request", 1, "p")])).toEqual(["p:0:1", "x:1:"]);
  });
});

describe("keepSeen()", () => {
  const tree = [
    node("p1", "user_prompt"),
    node("a", "llm_request"),
    node("p2", "user_prompt"),
    node("agent", "custom"),
    node("x", "llm_request", 1, "agent"),
    node("y", "tool_call", 1, "agent"),
    node("b", "llm_request"),
  ];
  const seen = (...ids: string[]) =>
    keepSeen(layOutRows(tree, new Set()), ({ event_id }) => ids.includes(event_id)).map((row) => row.node.event_id);

  it("keeps what is seen under its turn and its subagent", () => {
    expect(seen("y")).toEqual(["p2", "agent", "y"]);
    expect(seen("a", "b")).toEqual(["p1", "a", "p2", "b"]);
    expect(seen()).toEqual([]);
  });

  it("keeps folded lines", () => {
    expect(keepSeen(layOutRows(tree, new Set(["p1"])), () => false).map((row) => row.node.event_id)).toEqual(["p1"]);
  });
});

describe("spanOf()", () => {
  it("begins an event its duration before it was reported", () => {
    expect(spanOf({ timestamp: "2026-11-20T13:00:10Z", duration_ms: 4_000 })).toEqual({
      start: Date.UTC(2026, 10, 20, 13, 0, 6),
      end: Date.UTC(2026, 10, 20, 13, 0, 10),
    });
  });
});
