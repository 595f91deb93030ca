import { evictDurableObject } from "cloudflare:test";
import { describe, expect, it } from "vitest";
import { erasureDigest } from "../../contract/erasure-digest.ts";
import type { LiveChannel, LiveMessage, TailEvent } from "../../contract/live.ts";
import { aChunk, aTailEvent } from "./chunk.fixture.ts";
import { connectViewer, newLiveObject, type TestViewer } from "./viewer.fixture.ts";

const EVENTS_ONLY: LiveChannel[] = ["events"];
const linesOf = (messages: readonly LiveMessage[]): TailEvent[] =>
  messages.flatMap((message) =>
    message.type === "EVENTS" ? message.events : message.type === "EVENT" ? [message.event] : []
  );
const labelsOf = ({ messages }: TestViewer) => linesOf(messages).map(({ label }) => label);
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Waits for so many lines that come one by one. */
async function hear(viewer: TestViewer, lines: number): Promise<void> {
  for (let line = 0; line < lines; line++) await viewer.next("EVENT");
}

const chunkOf = (...lines: Partial<TailEvent>[]) =>
  aChunk(Date.now(), lines.length, { tail: lines.map((line) => aTailEvent(Date.now(), line)) });
const named = (label: string, change: Partial<TailEvent> = {}) => ({ label, ...change });

async function connectBatched(live: ReturnType<typeof newLiveObject>, filter = {}): Promise<TestViewer> {
  const viewer = await connectViewer(live);
  await viewer.next("SNAPSHOT");
  viewer.send({ type: "SUBSCRIBE", channels: EVENTS_ONLY, filter, batched: true });
  await wait(50);
  return viewer;
}

describe("lines of the tail", () => {
  it("come in one message to who asked for it, oldest first, and one by one to others", async () => {
    const live = newLiveObject();
    const [batched, plain] = [await connectBatched(live), await connectViewer(live)];
    await live.applyChunks([chunkOf(named("a"), named("b"), named("c"))]);
    const { events } = await batched.next("EVENTS");
    expect(events.map(({ label }) => label)).toEqual(["a", "b", "c"]);
    expect(batched.messages.filter(({ type }) => type === "EVENT")).toEqual([]);
    await hear(plain, 3);
    expect(labelsOf(plain)).toEqual(["a", "b", "c"]);
    expect(plain.messages.filter(({ type }) => type === "EVENTS")).toEqual([]);
  });

  it("of a short while travel together, each of them once", async () => {
    const live = newLiveObject();
    const viewer = await connectBatched(live);
    const labels = Array.from({ length: 20 }, (_, i) => `line ${i}`);
    for (const label of labels) await live.applyChunks([chunkOf(named(label))]);
    await wait(500);
    expect(labelsOf(viewer)).toEqual(labels);
    expect(viewer.messages.filter(({ type }) => type === "EVENTS").length).toBeLessThan(labels.length / 2);
  });

  it("do not wait long when an error is among them", async () => {
    const live = newLiveObject();
    const viewer = await connectBatched(live);
    await live.applyChunks([chunkOf(named("first"))]);
    await live.applyChunks([chunkOf(named("ordinary"))]);
    const at = Date.now();
    await live.applyChunks([chunkOf(named("error", { event_type: "error" }))]);
    while (!labelsOf(viewer).includes("error")) await wait(5);
    expect(Date.now() - at).toBeLessThan(220);
    expect(labelsOf(viewer)).toEqual(["first", "ordinary", "error"]);
  });

  it("that are errors come before ordinary ones to who takes them one by one", async () => {
    const live = newLiveObject();
    const viewer = await connectViewer(live);
    await live.applyChunks([chunkOf(named("a"), named("b"), named("bad", { event_type: "error" }))]);
    await hear(viewer, 3);
    expect(labelsOf(viewer)).toEqual(["bad", "a", "b"]);
  });

  it("are filtered for each, and nothing is sent where nothing passes", async () => {
    const live = newLiveObject();
    const [codex, others, all] = [
      await connectBatched(live, { agent_id: ["codex-cli"] }),
      await connectBatched(live, { agent_id: ["cursor"] }),
      await connectBatched(live),
    ];
    await live.applyChunks([chunkOf(named("a", { agent_id: "codex-cli" }), named("b", { agent_id: "gemini-cli" }))]);
    await all.next("EVENTS");
    expect([codex, others, all].map(labelsOf)).toEqual([["a"], [], ["a", "b"]]);
    expect(others.messages.filter(({ type }) => type === "EVENTS")).toEqual([]);
  });

  it("that wait when somebody joins are in their snapshot, and do not come again", async () => {
    const live = newLiveObject();
    const early = await connectBatched(live);
    await live.applyChunks([chunkOf(named("first"))]);
    await live.applyChunks([chunkOf(named("second"))]);
    const late = await connectViewer(live);
    expect((await late.next("SNAPSHOT")).tail.map(({ label }) => label)).toEqual(["first", "second"]);
    await wait(400);
    expect(labelsOf(early)).toEqual(["first", "second"]);
    expect(labelsOf(late)).toEqual([]);
  });

  it("of somebody who is erased are not sent afterwards", async () => {
    const live = newLiveObject();
    const viewer = await connectBatched(live);
    await live.applyChunks([chunkOf(named("first"))]);
    await live.applyChunks([chunkOf(named("theirs", { user_id: "ana@example.com" }))]);
    await live.forgetPeople("org_1", [await erasureDigest("org_1", "ana@example.com")]);
    await viewer.next("SNAPSHOT");
    const after = viewer.messages.slice(viewer.messages.findLastIndex(({ type }) => type === "SNAPSHOT"));
    await wait(400);
    expect(linesOf(after)).toEqual([]);
    expect(JSON.stringify(viewer.messages.at(-1))).not.toContain("ana@example.com");
  });

  it("still come together when the object has been evicted", async () => {
    const live = newLiveObject();
    const viewer = await connectBatched(live);
    await evictDurableObject(live);
    await live.applyChunks([chunkOf(named("a"), named("b"))]);
    expect((await viewer.next("EVENTS")).events).toHaveLength(2);
  });
});
