import { expect, test } from "vitest";
import type { LiveMessage, TailEvent } from "../../../contract/live.ts";
import { newsOf } from "./line-news.ts";
import { applyMessages, EMPTY_LIVE, type LiveState } from "./live-state.ts";

const line = (event_id: string) => ({ event_id }) as TailEvent;
const add = (state: LiveState, ids: string[]) =>
  applyMessages(state, [{ type: "EVENTS", events: ids.map(line) }], Date.now());
const snapshot: LiveMessage = {
  type: "SNAPSHOT",
  cursor: 1,
  now: Date.now(),
  windows: [],
  active: [],
  active_count: 0,
  tail: [line("old")],
  alerts: [],
};
const first = applyMessages(EMPTY_LIVE, [snapshot], Date.now());
const many = Array.from({ length: 40 }, (_, i) => `many ${i}`);

test("lines of the first snapshot are no news", () => {
  expect(newsOf(EMPTY_LIVE, first, new Set())).toEqual(new Set());
});
test("a line that comes alone is news for as long as it is there", () => {
  const one = add(first, ["a"]);
  const news = newsOf(first, one, new Set());
  expect(news).toEqual(new Set(["a"]));
  expect(newsOf(one, add(one, ["b"]), news)).toEqual(new Set(["b", "a"]));
});
test("of many lines at once none is news, and what was news stays so", () => {
  const one = add(first, ["a"]);
  expect(newsOf(one, add(one, many), new Set(["a"]))).toEqual(new Set(["a"]));
});
test("what has left the tail is forgotten", () => {
  const one = add(first, ["a"]);
  const gone = add(one, Array.from({ length: 400 }, (_, i) => `later ${i}`));
  expect(newsOf(one, gone, new Set(["a"]))).toEqual(new Set());
});
