import { describe, expect, it } from "vitest";
import type { LiveMessage } from "../../contract/live.ts";
import { aChunk, aTailEvent } from "./chunk.fixture.ts";
import { CAUGHT_UP, LEAST_UNDER_WAY, MOST_UNDER_WAY, PRESUMED_PER_SECOND, PRESUMED_UNDER_WAY } from "./constants.ts";
import { Flow, roomFor } from "./flow.ts";
import { connectViewer, newLiveObject, type TestViewer } from "./viewer.fixture.ts";

const charsOf = (messages: readonly LiveMessage[]) =>
  messages.reduce((sum, message) => sum + JSON.stringify(message).length, 0);

/** Lines that are never left out, each of a few hundred characters. */
const errors = (count: number) =>
  Array.from(
    { length: count },
    () => aTailEvent(Date.now(), { event_type: "error", error_message: "x".repeat(300) }),
  );

async function flood(live: ReturnType<typeof newLiveObject>, lines: number): Promise<void> {
  for (let sent = 0; sent < lines; sent += 500) {
    await live.applyChunks([aChunk(Date.now(), 500, { tail: errors(500) })]);
  }
}

/** Waits until a viewer has been sent nothing new for a while. */
async function quiet({ messages }: TestViewer): Promise<void> {
  for (let before = -1; before !== messages.length;) {
    before = messages.length;
    await new Promise((resolve) => setTimeout(resolve, 1_300));
  }
}

/** Waits for an update of a window with so many events. */
async function hearOf(viewer: TestViewer, events: number): Promise<void> {
  while ((await viewer.next("METRIC_UPDATE")).window.totals.events !== events);
}

describe("a viewer that does not read", () => {
  it("is sent so much and no more, and a snapshot with what it missed once it reads on", async () => {
    const live = newLiveObject();
    const [slow, other] = [await connectViewer(live), await connectViewer(live)];
    await slow.next("SNAPSHOT");
    slow.send({ type: "SEEN", chars: charsOf(slow.messages) });
    await new Promise((resolve) => setTimeout(resolve, 50));
    await flood(live, 6_000);
    await quiet(slow);
    const underWay = charsOf(slow.messages);
    expect(underWay).toBeLessThan(MOST_UNDER_WAY + 10_000);
    expect(charsOf(other.messages)).toBeGreaterThan(2 * underWay);

    slow.messages.length = 0;
    slow.send({ type: "SEEN", chars: underWay });
    const { windows } = await slow.next("SNAPSHOT");
    expect(windows.reduce((sum, { totals }) => sum + (totals.events ?? 0), 0)).toBe(6_000);
    await live.applyChunks([aChunk(Date.now(), 1, { tail: errors(1) })]);
    await slow.next("EVENT");
  }, 30_000);

  it("hears of old windows, too, that changed while it did not read", async () => {
    const live = newLiveObject();
    const slow = await connectViewer(live);
    await slow.next("SNAPSHOT");
    slow.send({ type: "SEEN", chars: charsOf(slow.messages) });
    await flood(live, 4_000);
    const late = Date.now() - 3 * 3_600_000;
    await live.applyChunks([aChunk(late, 7)]);
    await quiet(slow);
    const missed = slow.messages.filter((message) => message.type === "METRIC_UPDATE")
      .every(({ window }) => window.totals.events !== 7);
    expect(missed).toBe(true);
    slow.send({ type: "SEEN", chars: charsOf(slow.messages) });
    await hearOf(slow, 7);
  }, 30_000);

  it("hears of an old window that changed before it fell behind, but was not pushed yet", async () => {
    const live = newLiveObject();
    const slow = await connectViewer(live);
    await slow.next("SNAPSHOT");
    slow.send({ type: "SEEN", chars: charsOf(slow.messages) });
    await live.applyChunks([aChunk(Date.now(), 1)]);
    // The next push is a second away.
    await slow.next("METRIC_UPDATE");
    await live.applyChunks([aChunk(Date.now() - 3 * 3_600_000, 7)]);
    await flood(live, 4_000);
    await quiet(slow);
    slow.send({ type: "SEEN", chars: charsOf(slow.messages) });
    await hearOf(slow, 7);
  }, 30_000);
});

describe("Flow", () => {
  it("presumes a modest pace of a viewer that never says what it has read", () => {
    const flow = new Flow(0);
    flow.note(PRESUMED_UNDER_WAY + 1, MOST_UNDER_WAY, 5, 0);
    expect(flow.behind).toEqual({ since: 0, cursor: 5 });
    flow.presume(1_000);
    expect(flow.hasCaughtUp).toBe(false);
    flow.presume((1_000 * PRESUMED_UNDER_WAY) / PRESUMED_PER_SECOND);
    expect(flow.hasCaughtUp).toBe(true);
  });

  it("has room for a snapshot of any size", () => {
    const flow = new Flow(0);
    flow.see(0);
    flow.noteSnapshot(10 * MOST_UNDER_WAY);
    flow.note(MOST_UNDER_WAY - 1, MOST_UNDER_WAY, 1, 0);
    expect(flow.behind).toBeUndefined();
    flow.note(2, MOST_UNDER_WAY, 1, 0);
    expect(flow.behind).toBeDefined();
    flow.see(11 * MOST_UNDER_WAY + 1 - CAUGHT_UP);
    expect(flow.hasCaughtUp).toBe(true);
  });

  it("leaves less room to each of many", () => {
    expect([1, 100, 100_000].map(roomFor)).toEqual([MOST_UNDER_WAY, 335_544, LEAST_UNDER_WAY]);
  });
});
