import { expect, test } from "vitest";
import type { LiveMessage, TailEvent } from "../../../contract/live.ts";
import { emptyWindow, type Window } from "../../../contract/window.ts";
import { applyMessage, applyMessages, EMPTY_LIVE, type LiveState } from "./live-state.ts";

const now = Date.parse("2026-11-20T13:32:00Z");
const start = (n: number) => now - 60_000 + n * 10_000;

function windowOf(n: number, events: number): Window {
  const window = emptyWindow(start(n));
  window.totals.events = events;
  window.seconds = { 0: [events, 0, 0, 0, 0] };
  return window;
}
function line(id: string): TailEvent {
  return {
    event_id: id,
    event_type: "tool_call",
    timestamp: now,
    received_at: now,
    session_id: "s",
    agent_id: "a",
    user_id: "u",
    label: "Bash",
  };
}
const snapshot = (cursor: number, windows: Window[], tail: TailEvent[] = []): LiveMessage => ({
  type: "SNAPSHOT",
  cursor,
  now,
  windows,
  active: [],
  active_count: 0,
  tail,
  alerts: [],
});
const update = (cursor: number, window: Window): LiveMessage => ({
  type: "METRIC_UPDATE",
  cursor,
  window,
  state: "partial",
});
const run = (messages: LiveMessage[], from: LiveState = EMPTY_LIVE) =>
  messages.reduce((state, message) => applyMessage(state, message, now - 1_500), from);
const events = (state: LiveState) => [...state.windows.values()].map(({ window }) => window.totals.events);

test("a late window amends the one that is held", () => {
  expect(events(run([snapshot(5, [windowOf(0, 10), windowOf(1, 20)]), update(6, windowOf(0, 12))]))).toContain(12);
  expect(events(run([snapshot(5, [windowOf(0, 10)]), update(6, windowOf(0, 12))]))).toEqual([12]);
});
test("a repeated window does not count twice", () => {
  expect(events(run([snapshot(5, [windowOf(0, 10)]), update(6, windowOf(0, 12)), update(6, windowOf(0, 12))]))).toEqual(
    [12],
  );
});
test("an older version of a window never replaces a newer one", () => {
  expect(events(run([snapshot(5, [windowOf(0, 10)]), update(9, windowOf(0, 30)), update(7, windowOf(0, 20))]))).toEqual(
    [30],
  );
});
test("what was missed while away is filled in", () => {
  const before = run([snapshot(5, [windowOf(0, 1), windowOf(1, 2)])]);
  const after = run([
    snapshot(8, [windowOf(0, 1), windowOf(1, 5), windowOf(2, 3)]),
    update(8, windowOf(1, 5)),
    update(8, windowOf(2, 3)),
  ], before);
  expect(events(after)).toEqual([1, 5, 3]);
  expect(after.cursor).toBe(8);
});
test("tail lines are told apart by their id, newest first", () => {
  const state = run([snapshot(1, [], [line("a"), line("b")]), { type: "EVENT", event: line("c") }, {
    type: "EVENT",
    event: line("b"),
  }, snapshot(2, [], [line("b"), line("c"), line("d")])]);
  expect(state.tail.map(({ event_id }) => event_id)).toEqual(["d", "c", "b", "a"]);
});
test("lines that come in one message are told apart by their id, newest first", () => {
  const state = run([snapshot(1, [], [line("a")]), { type: "EVENTS", events: [line("a"), line("b"), line("c")] }]);
  expect(state.tail.map(({ event_id }) => event_id)).toEqual(["c", "b", "a"]);
  expect(state.lines).toBe(3);
});
test("messages that come together make the same as one after the other", () => {
  const messages: LiveMessage[] = [
    snapshot(1, [windowOf(0, 1)], [line("a"), line("b")]),
    { type: "EVENT", event: line("c") },
    update(2, windowOf(0, 4)),
    { type: "EVENT", event: line("b") },
    { type: "SAMPLED", kept: 3, dropped: 9 },
    { type: "EVENT", event: line("d") },
    { type: "EVENTS", events: [line("e"), line("a"), line("f")] },
  ];
  expect(applyMessages(EMPTY_LIVE, messages, now - 1_500)).toEqual(run(messages));
});
test("lines are counted, also those that the tail no longer holds", () => {
  const lines = Array.from({ length: 700 }, (_, i): LiveMessage => ({ type: "EVENT", event: line(`e${i}`) }));
  const state = applyMessages(EMPTY_LIVE, [...lines, ...lines.slice(-10)], now);
  expect(state.lines).toBe(700);
  expect(state.tail).toHaveLength(300);
});
test("our clock is known from the snapshot", () => expect(run([snapshot(1, [])]).clockOffset).toBe(1_500));
test("windows older than ten minutes are forgotten", () => {
  const old = emptyWindow(now - 700_000);
  expect(events(run([snapshot(1, [old]), update(2, windowOf(0, 4))]))).toEqual([4]);
});
test("sampling adds up", () => {
  expect(run([{ type: "SAMPLED", kept: 100, dropped: 300 }, { type: "SAMPLED", kept: 50, dropped: 0 }]).sampled)
    .toEqual({ kept: 150, dropped: 300 });
});
