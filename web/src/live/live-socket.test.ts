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
let ticket: string | null | undefined;
let live: LiveSocket;
const last = () => FakeSocket.all.at(-1) as FakeSocket;

/** Lets time go by in which every ping is answered. */
async function hear(ms: number) {
  for (let passed = 0; passed < ms; passed += 1_000) {
    await vi.advanceTimersByTimeAsync(1_000);
    last().onmessage?.({ data: "pong" });
  }
}

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
  ticket = "t1";
  live = new LiveSocket({
    subscription: () => ({ channels: ["metrics"] }),
    askTicket: () => Promise.resolve(ticket),
    url: "ws://here/v1/live",
    cursor: () => cursor,
    onMessage: () => {},
    onConnection: (connection) => connections.push(connection),
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
  expect(last().sent).toEqual([JSON.stringify({ type: "SUBSCRIBE", channels: ["metrics"], batched: true })]);
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
test("a connection that is refused to somebody who is signed in is tried again", async () => {
  last().fail();
  await vi.advanceTimersByTimeAsync(600);
  expect(connections.at(-1)).toBe("reconnecting");
  expect(FakeSocket.all).toHaveLength(2);
});
test("without a session nothing is tried until the page is looked at again", async () => {
  last().open();
  cursor = 7;
  last().fail();
  ticket = null;
  await vi.advanceTimersByTimeAsync(600);
  last().fail();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(connections.at(-1)).toBe("ended");
  expect(FakeSocket.all).toHaveLength(2);
  document.dispatchEvent(new Event("visibilitychange"));
  last().open();
  expect(last().sent).toContain(JSON.stringify({ type: "RESUME", cursor: 7 }));
  expect(connections.at(-1)).toBe("live");
});
test("the lease is renewed while the session lasts, and the end of the session is noticed", async () => {
  last().open();
  await hear(2 * 60_000 + 40_000);
  expect(last().sent).toContain(JSON.stringify({ type: "RENEW", ticket: "t1" }));
  expect(FakeSocket.all).toHaveLength(1);
  ticket = null;
  await hear(2 * 60_000 + 40_000);
  expect(connections.at(-1)).toBe("ended");
});
test("what was read is said, soon when it is much and later when it is little", async () => {
  last().open();
  const seen = () =>
    last().sent.filter((text) => text.includes("SEEN")).map((text) => JSON.parse(text).chars as number);
  const little = JSON.stringify({ type: "SNAPSHOT" }).length;
  await vi.advanceTimersByTimeAsync(5_000);
  expect(seen()).toEqual([little]);
  const much = JSON.stringify({ type: "EVENT", text: "x".repeat(40_000) });
  last().onmessage?.({ data: much });
  expect(seen()).toEqual([little, much.length]);
});
test("another subscription is asked for at once", () => {
  last().open();
  live.resubscribe();
  expect(last().sent.filter((text) => text.includes("SUBSCRIBE"))).toHaveLength(2);
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
