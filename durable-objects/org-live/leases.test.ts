import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { describe, expect, it } from "vitest";
import { LIVE_TICKET_MS } from "../../contract/live.ts";
import { aChunk, aTailEvent } from "./chunk.fixture.ts";
import { askToWatch, aTicket, connectViewer, newLiveObject } from "./viewer.fixture.ts";

const HOUR = 3_600_000;

describe("a ticket", () => {
  it("lets one viewer in, whoever comes at the same time", async () => {
    const live = newLiveObject();
    const ticket = await aTicket(live);
    const answers = await Promise.all([1, 2, 3].map(() => askToWatch(live, ticket)));
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([101, 401, 401]);
    for (const { webSocket } of answers) webSocket?.accept();
  });

  it("is good for a minute, and outlives an eviction", async () => {
    const live = newLiveObject();
    const [fresh, old] = [await aTicket(live), await aTicket(live)];
    await runInDurableObject(live, (_object, { storage: { sql } }) => {
      sql.exec("UPDATE tickets SET usable_until = usable_until - ? WHERE secret = ?", LIVE_TICKET_MS + 1, old);
    });
    await evictDurableObject(live);
    expect((await askToWatch(live, old)).status).toBe(401);
    const { status, webSocket } = await askToWatch(live, fresh);
    expect(status).toBe(101);
    webSocket?.accept();
  });

  it("is needed, and cannot be guessed", async () => {
    const live = newLiveObject();
    await aTicket(live);
    expect((await askToWatch(live, "")).status).toBe(401);
    expect((await askToWatch(live, "A".repeat(32))).status).toBe(401);
  });
});

describe("a lease", () => {
  it("ends with the socket closed and nothing more to see, also where nothing happens", async () => {
    const live = newLiveObject();
    const viewer = await connectViewer(live, { expiresAt: Date.now() - 1 });
    await runDurableObjectAlarm(live);
    await viewer.next("GOODBYE");
    expect(await viewer.closed).toBe(4401);
    await live.applyChunks([aChunk(Date.now(), 1, { tail: [aTailEvent(Date.now())] })]);
    expect(viewer.messages.map(({ type }) => type)).toEqual(["SNAPSHOT", "GOODBYE"]);
  });

  it("ends at once for everybody when it is told to, and tickets that wait are void", async () => {
    const live = newLiveObject();
    const [first, second] = [await connectViewer(live), await connectViewer(live)];
    const waiting = await aTicket(live);
    await live.endLeases();
    expect((await first.next("GOODBYE")).retryAfterMs).toBeLessThan(100);
    expect(await Promise.all([first.closed, second.closed])).toEqual([4401, 4401]);
    expect((await askToWatch(live, waiting)).status).toBe(401);
    expect((await connectViewer(live)).messages).toBeDefined();
  });

  it("goes on for a viewer that hands in a fresh ticket, without a break", async () => {
    const live = newLiveObject();
    const viewer = await connectViewer(live, { expiresAt: Date.now() + 1_000 });
    await viewer.next("SNAPSHOT");
    viewer.send({ type: "RENEW", ticket: await aTicket(live, { expiresAt: Date.now() + HOUR }) });
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    await runDurableObjectAlarm(live);
    await live.applyChunks([aChunk(Date.now(), 1)]);
    await viewer.next("METRIC_UPDATE");
    expect(viewer.messages.filter(({ type }) => type === "SNAPSHOT")).toHaveLength(1);
  });

  it("ends at once for a viewer that hands in a ticket which was used", async () => {
    const live = newLiveObject();
    const ticket = await aTicket(live);
    (await askToWatch(live, ticket)).webSocket?.accept();
    const viewer = await connectViewer(live);
    viewer.send({ type: "RENEW", ticket });
    expect(await viewer.closed).toBe(4401);
  });

  it("is renewed with what the viewer may see by then", async () => {
    const live = newLiveObject();
    const now = Date.now();
    await live.applyChunks([aChunk(now, 1, { tail: [aTailEvent(now, { team: "atlas" })] })]);
    const viewer = await connectViewer(live);
    expect((await viewer.next("SNAPSHOT")).tail).toHaveLength(1);
    const sees = { teams: ["boreas"], userIds: [] };
    viewer.send({ type: "RENEW", ticket: await aTicket(live, { sees }) });
    expect((await viewer.next("SNAPSHOT")).tail).toEqual([]);
  });

  it("leaves nothing of a viewer behind that has gone", async () => {
    const live = newLiveObject();
    const viewer = await connectViewer(live, { sees: { teams: [], userIds: ["ana@example.com"] } });
    await viewer.next("SNAPSHOT");
    viewer.socket.close(1000);
    await viewer.closed;
    const left = await runInDurableObject(
      live,
      (_object, { storage: { sql } }) => sql.exec("SELECT * FROM viewers").toArray(),
    );
    expect(left).toEqual([]);
  });
});
