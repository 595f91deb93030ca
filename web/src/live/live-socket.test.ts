import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { backoffMs, type Connection, LiveSocket, liveUrl } from "./live-socket.ts";

class FakeSocket {
  static readonly OPEN = 1;
  static all: FakeSocket[] = [];
  readyState = 0;
  sent: string[] = [];
  onopen: (() => void) | null = null;
  onclose: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  constructor(readonly url: string) {
    FakeSocket.all.push(this);
  }
  send(text: string) {
    this.sent.push(text);
  }
  close() {
    this.readyState = 3;
  }
  open() {
    this.readyState = FakeSocket.OPEN;
    this.onopen?.();
    this.onmessage?.({ data: JSON.stringify({ type: "SNAPSHOT" }) });
  }
  fail() {
    this.readyState = 3;
    this.onclose?.();
  }
}

let cursor: number | null;
let connections: Connection[];
let refused: number;
let live: LiveSocket;
const last = () => FakeSocket.all.at(-1) as FakeSocket;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("WebSocket", FakeSocket);
  vi.stubGlobal("document", Object.assign(new EventTarget(), { visibilityState: "visible" }));
  const page = new EventTarget();
  vi.stubGlobal("addEventListener", page.addEventListener.bind(page));
  vi.stubGlobal("removeEventListener", page.removeEventListener.bind(page));
  FakeSocket.all = [];
  cursor = null;
  connections = [];
  refused = 0;
  live = new LiveSocket({
    channels: ["metrics"],
    url: "ws://here/v1/live",
    cursor: () => cursor,
    onMessage: () => {},
    onConnection: (connection) => connections.push(connection),
    onRefused: () => refused++,
  });
  live.start();
});
afterEach(() => {
  live.stop();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("a first connection subscribes and has nothing to resume", () => {
  last().open();
  expect(last().sent).toEqual([JSON.stringify({ type: "SUBSCRIBE", channels: ["metrics"] })]);
  expect(connections).toEqual(["connecting", "live"]);
});
test("after a drop it comes back and resumes from the last cursor", () => {
  last().open();
  cursor = 41;
  last().fail();
  expect(connections.at(-1)).toBe("reconnecting");
  vi.advanceTimersByTime(500);
  expect(FakeSocket.all).toHaveLength(2);
  last().open();
  expect(last().sent).toContain(JSON.stringify({ type: "RESUME", cursor: 41 }));
  expect(connections.at(-1)).toBe("live");
});
test("a connection that does not answer a ping is given up", () => {
  last().open();
  vi.advanceTimersByTime(15_000);
  expect(last().sent).toContain("ping");
  vi.advanceTimersByTime(5_000);
  expect(connections.at(-1)).toBe("reconnecting");
});
test("an answered ping keeps the connection", () => {
  last().open();
  vi.advanceTimersByTime(15_000);
  last().onmessage?.({ data: "pong" });
  vi.advanceTimersByTime(9_000);
  expect(connections.at(-1)).toBe("live");
});
test("a refused connection is reported, for the session may have ended", () => {
  last().fail();
  expect(refused).toBe(1);
});
test("a goodbye says when to come back", () => {
  last().open();
  last().onmessage?.({ data: JSON.stringify({ type: "GOODBYE", retryAfterMs: 4_000 }) });
  last().fail();
  vi.advanceTimersByTime(3_900);
  expect(FakeSocket.all).toHaveLength(1);
  vi.advanceTimersByTime(2_200);
  expect(FakeSocket.all).toHaveLength(2);
});
test("backoffMs() doubles up to a bound and leaves half to chance", () => {
  expect([0, 1, 2].map((attempt) => backoffMs(attempt, 1))).toEqual([500, 1_000, 2_000]);
  expect(backoffMs(20, 1)).toBe(20_000);
  expect(backoffMs(1, 0)).toBe(500);
});
test("liveUrl() is of our own origin", () => {
  expect(liveUrl({ protocol: "https:", host: "app.example" })).toBe("wss://app.example/v1/live");
});
