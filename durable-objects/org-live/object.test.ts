import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { describe, expect, it, vi } from "vitest";
import { erasureDigest } from "../../contract/erasure-digest.ts";
import { encodeHashes, hashEventIds } from "../../contract/event-hash.ts";
import { LIVE_CLOSES } from "../../contract/live.ts";
import { packSession } from "../../contract/packed-session.ts";
import type { Window } from "../../contract/window.ts";
import { windowStart } from "../../contract/window.ts";
import { aChunk, anActivity, aTailEvent } from "./chunk.fixture.ts";
import { LATENESS_MS, TAIL_PER_SECOND } from "./constants.ts";
import { askToWatch, aTicket, connectViewer, newLiveObject } from "./viewer.fixture.ts";

const HOUR = 3_600_000;
const eventsIn = (windows: Window[]) => windows.reduce((sum, window) => sum + (window.totals.events ?? 0), 0);

describe("OrgLive.applyChunks()", () => {
  it("counts a chunk once, however often it comes", async () => {
    const live = newLiveObject();
    const chunk = aChunk(Date.now(), 3);
    expect(await live.applyChunks([chunk, chunk])).toEqual({ applied: 1, repeated: 1, overlapping: [] });
    expect(await live.applyChunks([chunk])).toEqual({ applied: 0, repeated: 1, overlapping: [] });
    const viewer = await connectViewer(live);
    expect(eventsIn((await viewer.next("SNAPSHOT")).windows)).toBe(3);
  });

  it("keeps windows, seen chunks, sessions and tail when the object is evicted", async () => {
    const live = newLiveObject();
    const now = Date.now();
    const chunk = aChunk(now, 5, { sessions: [packSession(anActivity(now))], tail: [aTailEvent(now)] });
    await live.applyChunks([chunk]);
    await evictDurableObject(live);
    expect(await live.applyChunks([chunk, aChunk(now, 2)])).toEqual({ applied: 1, repeated: 1, overlapping: [] });
    const snapshot = await (await connectViewer(live)).next("SNAPSHOT");
    expect(eventsIn(snapshot.windows)).toBe(7);
    expect(snapshot.active.map((session) => session.session_id)).toEqual(["ses_1"]);
    expect(snapshot.tail).toHaveLength(1);
  });

  it("leaves out chunks whose events it has counted in others, and says which of an overlapping chunk's are new", async () => {
    const live = newLiveObject();
    const now = Date.now();
    const hashesOf = (ids: string[]) => encodeHashes(hashEventIds(ids));
    const chunk = (ids: string[]) => aChunk(now, ids.length, { event_hashes: hashesOf(ids) });
    await live.applyChunks([chunk(["a", "b", "c"])]);
    await evictDurableObject(live);
    const [again, partly] = [chunk(["c", "a"]), chunk(["b", "x", "c", "y"])];
    expect(await live.applyChunks([again, partly])).toEqual({
      applied: 0,
      repeated: 1,
      overlapping: [{ chunk_id: partly.chunk_id, fresh: [1, 3] }],
    });
    await live.applyChunks([{ ...chunk(["x", "y"]), chunk_id: partly.chunk_id }]);
    expect(await live.applyChunks([partly])).toEqual({ applied: 0, repeated: 1, overlapping: [] });
    expect(eventsIn((await (await connectViewer(live)).next("SNAPSHOT")).windows)).toBe(5);
  });

  it("amends an old window with late events and leaves out what is older than a day", async () => {
    const live = newLiveObject();
    const late = Date.now() - 20 * HOUR;
    await live.applyChunks([aChunk(late, 1)]);
    await live.applyChunks([aChunk(late, 2), aChunk(Date.now() - 25 * HOUR, 9)]);
    const stored = await runInDurableObject(
      live,
      (_object, state) =>
        state.storage.sql.exec<{ start: number; body: string }>("SELECT start, body FROM windows").toArray(),
    );
    expect(stored.map(({ start, body }) => [start, JSON.parse(body).totals.events])).toEqual([[windowStart(late), 3]]);
  });
});

describe("OrgLive's viewers", () => {
  it("get a snapshot, then the window within a second of an event", async () => {
    const live = newLiveObject();
    const viewer = await connectViewer(live);
    expect((await viewer.next("SNAPSHOT")).windows).toEqual([]);
    const at = Date.now();
    await live.applyChunks([aChunk(at, 4)]);
    const update = await viewer.next("METRIC_UPDATE");
    expect(update).toMatchObject({ state: "partial", window: { start: windowStart(at), totals: { events: 4 } } });
    expect(Date.now() - at).toBeLessThan(1_500);
  });

  it("get every window that changed while they were away when they resume", async () => {
    const live = newLiveObject();
    const now = Date.now();
    await live.applyChunks([aChunk(now - 60_000, 1)]);
    const first = await connectViewer(live);
    const { cursor } = await first.next("SNAPSHOT");
    first.socket.close(1000);
    await live.applyChunks([aChunk(now - 30_000, 2)]);
    await live.applyChunks([aChunk(now - 20_000, 3)]);
    const second = await connectViewer(live);
    second.socket.send(JSON.stringify({ type: "RESUME", cursor }));
    const missed = [await second.next("METRIC_UPDATE"), await second.next("METRIC_UPDATE")];
    expect(missed.map(({ window }) => [window.start, window.totals.events])).toEqual([
      [windowStart(now - 30_000), 2],
      [windowStart(now - 20_000), 3],
    ]);
  });

  it("get the rest of a push that was cut off, or of a resumption, when they resume from what they have", async () => {
    const live = newLiveObject();
    const first = await connectViewer(live);
    await first.next("SNAPSHOT");
    const [early, late] = [windowStart(Date.now() - 40 * 60_000), windowStart(Date.now() - 20 * 60_000)];
    await live.applyChunks([aChunk(early, 1), aChunk(late, 2)]);
    const pushed = [await first.next("METRIC_UPDATE"), await first.next("METRIC_UPDATE")];
    expect(pushed.map(({ window }) => window.start)).toEqual([early, late]);
    let cut = pushed[0]?.cursor ?? 0;
    for (let again = 0; again < 2; again++) {
      const back = await connectViewer(live);
      back.send({ type: "RESUME", cursor: cut });
      const missed = [await back.next("METRIC_UPDATE"), await back.next("METRIC_UPDATE")];
      expect(missed.map(({ window }) => window.start)).toEqual([early, late]);
      cut = missed[0]?.cursor ?? 0;
      expect(missed[1]?.cursor).toBe(pushed[1]?.cursor);
      back.socket.close(1000);
    }
  });

  it("are told no cursor of a change that has not been pushed", async () => {
    const live = newLiveObject();
    const watching = await connectViewer(live);
    const { cursor } = await watching.next("SNAPSHOT");
    await live.applyChunks([aChunk(Date.now(), 1)]);
    await watching.next("METRIC_UPDATE");
    // The next push is a second away, and this window is older than what a snapshot shows.
    const late = windowStart(Date.now() - 20 * 60_000);
    await live.applyChunks([aChunk(late, 2)]);
    const newcomer = await connectViewer(live);
    expect((await newcomer.next("SNAPSHOT")).cursor).toBe(cursor + 1);
    expect((await newcomer.next("METRIC_UPDATE")).window.start).toBe(late);
  });

  it("get a snapshot instead when they resume from a cursor that the object never gave out", async () => {
    const viewer = await connectViewer(newLiveObject());
    await viewer.next("SNAPSHOT");
    viewer.socket.send(JSON.stringify({ type: "RESUME", cursor: 10_000 }));
    await viewer.next("SNAPSHOT");
  });

  it("stay connected over an eviction and hear of what comes after it", async () => {
    const live = newLiveObject();
    const viewer = await connectViewer(live);
    await viewer.next("SNAPSHOT");
    await evictDurableObject(live);
    await live.applyChunks([aChunk(Date.now(), 1)]);
    expect((await viewer.next("METRIC_UPDATE")).window.totals.events).toBe(1);
  });

  it("get every error in the tail but a thinned-out stream of the rest, and are told", async () => {
    const live = newLiveObject();
    const viewer = await connectViewer(live);
    const now = Date.now();
    const ordinary = Array.from({ length: TAIL_PER_SECOND * 3 }, () => aTailEvent(now));
    const errors = Array.from({ length: 30 }, () => aTailEvent(now, { event_type: "error" }));
    await live.applyChunks([aChunk(now, 500, { tail: [...ordinary, ...errors], tail_dropped: 170 })]);
    const { kept, dropped } = await viewer.next("SAMPLED");
    expect(kept + dropped).toBe(500);
    const lines = viewer.messages.filter((message) => message.type === "EVENT");
    expect(lines.filter((message) => message.event.event_type === "error")).toHaveLength(30);
    expect(kept).toBe(lines.length);
  });

  it("get only the tail lines that their filter lets through", async () => {
    const live = newLiveObject();
    const viewer = await connectViewer(live);
    await viewer.next("SNAPSHOT");
    viewer.socket.send(
      JSON.stringify({ type: "SUBSCRIBE", channels: ["events"], filter: { agent_id: ["claude-code"] } }),
    );
    await new Promise((resolve) => setTimeout(resolve, 50));
    const now = Date.now();
    await live.applyChunks([aChunk(now, 2, { tail: [aTailEvent(now), aTailEvent(now, { agent_id: "claude-code" })] })]);
    expect((await viewer.next("EVENT")).event.agent_id).toBe("claude-code");
    expect(viewer.messages.filter(({ type }) => type === "EVENT" || type === "METRIC_UPDATE")).toHaveLength(1);
  });

  it("are disconnected when they send what is not a command", async () => {
    const viewer = await connectViewer(newLiveObject());
    viewer.socket.send("{}");
    expect(await viewer.closed).toBe(1008);
  });
});

describe("OrgLive's alarm", () => {
  it("pushes a window as final once it has closed", async () => {
    const live = newLiveObject();
    const viewer = await connectViewer(live);
    const closed = Date.now() - 10_000 - LATENESS_MS;
    await live.applyChunks([aChunk(closed, 1), aChunk(Date.now(), 1)]);
    await runDurableObjectAlarm(live);
    const updates = viewer.messages.filter((message) => message.type === "METRIC_UPDATE");
    const final = updates.filter(({ state }) => state === "final").map(({ window }) => window.start);
    expect(final).toContain(windowStart(closed));
    expect(final).not.toContain(windowStart(Date.now()));
  });

  it("sweeps what is past its time", async () => {
    const live = newLiveObject();
    await live.applyChunks([aChunk(Date.now(), 1)]);
    await runInDurableObject(live, (_object, { storage: { sql } }) => {
      sql.exec("INSERT INTO windows VALUES (?, 1, ?)", Date.now() - 30 * HOUR, "{}");
      sql.exec("INSERT INTO seen_chunks VALUES ('old', ?, x'')", Date.now() - 50 * HOUR);
    });
    await runDurableObjectAlarm(live);
    const left = await runInDurableObject(live, (_object, { storage: { sql } }) => [
      sql.exec("SELECT * FROM windows").toArray().length,
      sql.exec("SELECT * FROM seen_chunks").toArray().length,
    ]);
    expect(left).toEqual([1, 1]);
  });
});

describe("OrgLive.forgetPeople()", () => {
  it("lets viewers go who look for the person, and keeps nothing of what they looked for", async () => {
    const live = newLiveObject();
    const [curious, other] = [await connectViewer(live), await connectViewer(live)];
    curious.send({ type: "SUBSCRIBE", channels: ["events"], filter: { text: "ana@example.com" } });
    other.send({ type: "SUBSCRIBE", channels: ["events"], filter: { text: "bash" } });
    const readFilters = () =>
      runInDurableObject(
        live,
        (_object, { storage: { sql } }) => JSON.stringify(sql.exec("SELECT * FROM viewers").toArray()),
      );
    await vi.waitFor(async () => expect(await readFilters()).toMatch(/ana@example.com.*bash|bash.*ana@example.com/));
    await live.forgetPeople("org_1", [await erasureDigest("org_1", "ana@example.com")]);
    expect(await curious.closed).toBe(4401);
    const kept = await readFilters();
    expect([kept.includes("ana@"), kept.includes("bash")]).toEqual([false, true]);
  });

  it("forgets a person's sessions and lines, tells viewers at once, and knows afterwards what it has counted", async () => {
    const live = newLiveObject();
    const now = Date.now();
    const sessions = [
      anActivity(now, { session_id: "theirs", user_id: "ana@example.com" }),
      anActivity(now, { session_id: "another", user_id: "ben@example.com" }),
    ];
    const tail = sessions.map(({ user_id }) => aTailEvent(now, { user_id }));
    const chunk = aChunk(now, 2, { sessions: sessions.map(packSession), tail });
    await live.applyChunks([chunk]);
    const viewer = await connectViewer(live);
    expect((await viewer.next("SNAPSHOT")).active).toHaveLength(2);
    const digests = [await erasureDigest("org_1", "ana@example.com")];
    expect(await live.forgetPeople("org_1", digests)).toEqual({ sessions: 1, lines: 1 });
    const snapshot = await viewer.next("SNAPSHOT");
    expect([snapshot.active.map(({ session_id }) => session_id), snapshot.tail.map(({ user_id }) => user_id)]).toEqual([
      ["another"],
      ["ben@example.com"],
    ]);
    await evictDurableObject(live);
    expect(await live.applyChunks([chunk])).toMatchObject({ applied: 0, repeated: 1 });
    expect(eventsIn((await (await connectViewer(live)).next("SNAPSHOT")).windows)).toBe(2);
    await live.applyChunks([aChunk(now, 1, { tail: [aTailEvent(now)] })]);
    const ids = await runInDurableObject(
      live,
      (_, { storage }) => storage.sql.exec<{ id: number }>("SELECT id FROM tail ORDER BY id").toArray(),
    );
    expect(ids.map(({ id }) => id)).toEqual([2, 3]);
  });

  it("lets a person go who is watching, and takes back what they could have come with", async () => {
    const live = newLiveObject();
    const hers = { sees: { teams: [], userIds: ["usr_ana", "ana@example.com"] } };
    const [her, him] = [await connectViewer(live, hers), await connectViewer(live)];
    const ticket = await aTicket(live, hers);
    expect(await live.forgetPeople("org_1", [await erasureDigest("org_1", "ana@example.com")])).toEqual({
      sessions: 0,
      lines: 0,
    });
    expect(await her.closed).toBe(LIVE_CLOSES.leaseOver);
    expect((await askToWatch(live, ticket)).status).toBe(401);
    const kept = await runInDurableObject(
      live,
      (_, { storage: { sql } }) =>
        ["viewers", "tickets"].map((table) => JSON.stringify(sql.exec(`SELECT * FROM ${table}`).toArray())).join(),
    );
    expect(kept).not.toContain("ana@example.com");
    expect(kept).toContain("everything");
    him.socket.close();
  });
});
