import { afterEach, beforeEach, describe, expect, inject, it, vi } from "vitest";
import { gzipSync } from "node:zlib";
import type { Chunk, ChunkHeader } from "../../contract/chunk.ts";
import { decodeChunk, encodeChunk, readHeader } from "../../contract/chunk.ts";
import { decodeHashes } from "../../contract/event-hash.ts";
import { unpackWindow } from "../../contract/packed-window.ts";
import { listRawLog, writeRawLog } from "../../stores/archive/raw-log.ts";
import type { AcceptedEvent } from "../../contract/stored-event.ts";
import type { InsertTarget } from "../../stores/clickhouse/insert-rows.ts";
import { consumeBatch, type ConsumerPorts, parkBatch } from "../../workers/consumer/consume-batch.ts";
import { buildChunks } from "../../workers/edge/chunk/build-chunks.ts";
import { replayDeadLetters } from "../../workers/consumer/replay/replay-dead-letters.ts";
import { replayRaw } from "../../workers/consumer/replay/replay-raw.ts";
import { memoryBucket } from "../helpers/memory-bucket.ts";
import { askClickHouse } from "../helpers/stack-client.ts";

const facts = inject("stack");
const clickhouse: InsertTarget = {
  url: facts.urls.clickhouse,
  database: facts.clickhouse.databases.us,
  user: facts.clickhouse.ingest.us.username,
  password: facts.clickhouse.ingest.us.password,
};

// One line for every batch.
beforeEach(() => void vi.spyOn(console, "info").mockImplementation(() => {}));
afterEach(() => void vi.restoreAllMocks());

const newOrg = () => `org_${crypto.randomUUID()}`;

function aChunk(orgId: string, events: number): Uint8Array {
  const accepted = Array.from({ length: events }, (): AcceptedEvent => ({
    event_id: crypto.randomUUID(),
    event_type: "llm_request",
    timestamp: Date.now(),
    session_id: "ses",
    user_id: "ana",
    agent_id: "codex-cli",
    source: "http",
    cost_source: "none",
  }));
  const [chunk] = buildChunks(accepted, {
    org_id: orgId,
    region: "us",
    received_at: Date.now(),
    request_id: "req_1",
    idempotencyKey: undefined,
  });
  if (chunk === undefined) throw new Error("unreachable");
  return chunk.message;
}

/** A chunk whose header is good and whose rows no table takes. */
function aPoisonChunk(orgId: string): Uint8Array {
  const header: ChunkHeader = {
    version: 2,
    chunk_id: crypto.randomUUID(),
    org_id: orgId,
    region: "us",
    received_at: Date.now(),
    request_id: "req_1",
    count: 1,
    event_hashes: "",
    windows: [],
    sessions: [],
    tail: [],
    tail_dropped: 0,
  };
  const chunk: Chunk = { header, rows: gzipSync('{"org_id":"x","timestamp":"not a time"}\n') };
  return encodeChunk(chunk);
}

/** A batch whose messages remember what was decided about them. */
function aBatch(bodies: Uint8Array[]): { batch: MessageBatch; decided: string[] } {
  const decided = bodies.map(() => "none");
  const messages = bodies.map((body, index): Message => ({
    id: `m${index}-${crypto.randomUUID()}`,
    timestamp: new Date(),
    body,
    attempts: 1,
    ack: () => void (decided[index] = "ack"),
    retry: () => void (decided[index] = "retry"),
  }));
  const metadata = { metrics: { backlogCount: 0, backlogBytes: 0 } };
  return { batch: { queue: "events-us", messages, metadata, ackAll() {}, retryAll() {} }, decided };
}

/** A live object takes headers as objects or as their JSON. */
const headerOf = (header: ChunkHeader | string) => typeof header === "string" ? readHeader(header) : header;

/** The stack's real ClickHouse, with a bucket and live objects that remember what they were given. */
function newPorts(
  change: Partial<InsertTarget> = {},
): ConsumerPorts & { objects: string[]; live: ConsumerPorts["live"]; applied: ChunkHeader[] } {
  const objects: string[] = [];
  const applied: ChunkHeader[] = [];
  return {
    region: "us",
    clickhouse: { ...clickhouse, ...change },
    objects,
    applied,
    rawLog: {
      put: (key: string) => {
        objects.push(key);
        return Promise.resolve({} as R2Object);
      },
    },
    live: {
      find: () => ({
        applyChunks: (headers) => {
          applied.push(...headers.map(headerOf));
          return Promise.resolve({ applied: headers.length, repeated: 0, overlapping: [] });
        },
      }),
      retryLater: () => Promise.resolve(),
    },
  };
}

const countOf = async (orgId: string) =>
  (await askClickHouse<{ rows: number }>(
    facts,
    "us",
    "SELECT count() AS rows FROM events FINAL WHERE org_id = {org:String}",
    {
      org: orgId,
    },
  ))[0]?.rows;

describe("consumeBatch()", () => {
  it("stores every row once, however often and in whatever company a message is delivered", async () => {
    const org = newOrg();
    const [a, b, c] = [aChunk(org, 10), aChunk(org, 20), aChunk(org, 30)];
    const ports = newPorts();
    for (const bodies of [[a, b], [a, b], [b, a, c], [c], [a, a]]) {
      const { batch, decided } = aBatch(bodies);
      await consumeBatch(batch, ports);
      expect(new Set(decided)).toEqual(new Set(["ack"]));
    }
    expect(await countOf(org)).toBe(60);
  });

  it("parks a poison message and stores the good ones beside it", async () => {
    vi.spyOn(console, "warn").mockImplementation(() => {});
    const org = newOrg();
    const ports = newPorts();
    const { batch, decided } = aBatch([aChunk(org, 5), aPoisonChunk(org), aChunk(org, 6), new Uint8Array([1, 2, 3])]);
    await consumeBatch(batch, ports);
    expect(decided).toEqual(["ack", "ack", "ack", "ack"]);
    expect(await countOf(org)).toBe(11);
    expect(ports.objects.filter((key) => key.startsWith("dead-letters/us/"))).toHaveLength(2);
    expect(ports.applied).toHaveLength(2);
  });

  it("acknowledges nothing and tells nobody while ClickHouse does not answer, and stores it afterwards", async () => {
    vi.spyOn(console, "warn").mockImplementation(() => {});
    const org = newOrg();
    const body = aChunk(org, 4);
    const down = newPorts({ url: "http://127.0.0.1:9" });
    const { batch, decided } = aBatch([body]);
    await consumeBatch(batch, down);
    expect([decided, down.applied]).toEqual([["retry"], []]);
    expect(down.objects.filter((key) => key.startsWith("raw/us/"))).toHaveLength(1);
    await consumeBatch(aBatch([body]).batch, newPorts());
    expect(await countOf(org)).toBe(4);
  });

  it("stores and acknowledges nothing that the bucket does not take", async () => {
    vi.spyOn(console, "warn").mockImplementation(() => {});
    vi.spyOn(console, "error").mockImplementation(() => {});
    const org = newOrg();
    const body = aChunk(org, 2);
    const closed = { ...newPorts(), rawLog: { put: () => Promise.reject(new Error("503")) } };
    const { batch, decided } = aBatch([body, new Uint8Array([1])]);
    await consumeBatch(batch, closed);
    expect([decided, await countOf(org)]).toEqual([["retry", "retry"], 0]);
    const dead = aBatch([body]);
    await parkBatch(dead.batch, closed);
    expect(dead.decided).toEqual(["retry"]);
  });

  it("retries, and does not park, what ClickHouse refuses for a reason that is not in the rows", async () => {
    vi.spyOn(console, "warn").mockImplementation(() => {});
    const { batch, decided } = aBatch([aChunk(newOrg(), 1)]);
    await consumeBatch(batch, newPorts({ password: "wrong" }));
    expect(decided).toEqual(["retry"]);
  });

  it("keeps storage going when the live object fails, and puts the chunk back for it alone", async () => {
    vi.spyOn(console, "warn").mockImplementation(() => {});
    const org = newOrg();
    const put: Uint8Array[] = [];
    const ports = newPorts();
    ports.live = {
      find: () => ({ applyChunks: () => Promise.reject(new Error("overloaded")) }),
      retryLater: (message) => Promise.resolve(put.push(message)),
    };
    const { batch, decided } = aBatch([aChunk(org, 3)]);
    await consumeBatch(batch, ports);
    expect(decided).toEqual(["ack"]);
    expect(await countOf(org)).toBe(3);
    const again = newPorts();
    await consumeBatch(aBatch(put).batch, again);
    expect(again.applied).toHaveLength(1);
    expect(await countOf(org)).toBe(3);
  });

  it("lets a chunk that the live object never takes keep no other from it, and gives it up once it is history", async () => {
    vi.spyOn(console, "warn").mockImplementation(() => {});
    vi.spyOn(console, "error").mockImplementation(() => {});
    const org = newOrg();
    const [bad, good, late] = [aChunk(org, 1), aChunk(org, 2), aChunk(org, 3)].map(decodeChunk) as [
      Chunk,
      Chunk,
      Chunk,
    ];
    late.header.received_at -= 25 * 3_600_000;
    const put: { chunk: Chunk; delaySeconds: number }[] = [];
    const applied: string[] = [];
    const refused = [bad.header.chunk_id, late.header.chunk_id];
    const ports = newPorts();
    ports.live = {
      find: () => ({
        applyChunks: (headers) => {
          const ids = headers.map((header) => headerOf(header).chunk_id);
          if (ids.some((id) => refused.includes(id))) return Promise.reject(new Error("cannot be read"));
          applied.push(...ids);
          return Promise.resolve({ applied: ids.length, repeated: 0, overlapping: [] });
        },
      }),
      retryLater: (message, delaySeconds) => Promise.resolve(put.push({ chunk: decodeChunk(message), delaySeconds })),
    };
    const stored = [late, bad, good].map(({ header, rows }) =>
      encodeChunk({ header: { ...header, stored: true }, rows })
    );
    const { batch, decided } = aBatch(stored);
    await consumeBatch(batch, ports);
    expect(decided).toEqual(["ack", "ack", "ack"]);
    expect(applied).toEqual([good.header.chunk_id]);
    expect(put.map(({ chunk, delaySeconds }) => [chunk.header.chunk_id, delaySeconds])).toEqual([[
      bad.header.chunk_id,
      5,
    ]]);
    expect(await countOf(org)).toBe(0);
  });

  it("acknowledges nothing of a batch whose live copies cannot be queued, and stores it once all the same", async () => {
    vi.spyOn(console, "warn").mockImplementation(() => {});
    const org = newOrg();
    const body = aChunk(org, 3);
    const ports = newPorts();
    ports.live = {
      find: () => ({ applyChunks: () => Promise.reject(new Error("overloaded")) }),
      retryLater: () => Promise.reject(new Error("queue unavailable")),
    };
    const { batch, decided } = aBatch([body]);
    await expect(consumeBatch(batch, ports)).rejects.toThrow("queue unavailable");
    expect(decided).toEqual(["none"]);
    const again = newPorts();
    await consumeBatch(aBatch([body]).batch, again);
    expect(again.applied).toHaveLength(1);
    expect(await countOf(org)).toBe(3);
  });

  it("refuses chunks of another region", async () => {
    vi.spyOn(console, "warn").mockImplementation(() => {});
    const org = newOrg();
    const ports = { ...newPorts(), region: "eu" as const };
    await consumeBatch(aBatch([aChunk(org, 2)]).batch, ports);
    expect(await countOf(org)).toBe(0);
    expect(ports.objects).toEqual([expect.stringMatching(/^dead-letters\/eu\//)]);
  });
});

describe("the live object and chunks that share events", () => {
  it("is offered an overlapping chunk again with only the rows it has not counted", async () => {
    const org = newOrg();
    const offered: ChunkHeader[][] = [];
    const answers = [[1, 3, 4], [0, 2], []];
    const ports = newPorts();
    ports.live = {
      find: () => ({
        applyChunks: (headers) => {
          const read = headers.map(headerOf);
          const fresh = answers[offered.push(read) - 1] ?? [];
          const overlapping = fresh.length > 0 ? read.map(({ chunk_id }) => ({ chunk_id, fresh })) : [];
          return Promise.resolve({ applied: 0, repeated: 0, overlapping });
        },
      }),
      retryLater: () => Promise.reject(new Error("not expected")),
    };
    const body = aChunk(org, 5);
    await consumeBatch(aBatch([body]).batch, ports);
    const all = decodeHashes(decodeChunk(body).header.event_hashes);
    const hashesAt = (...rows: number[]) => rows.flatMap((row) => [all[row * 2], all[row * 2 + 1]]);
    expect(offered.map(([header]) => [header?.count, [...decodeHashes(header?.event_hashes ?? "")]])).toEqual([
      [5, hashesAt(0, 1, 2, 3, 4)],
      [3, hashesAt(1, 3, 4)],
      [2, hashesAt(1, 4)],
    ]);
    const last = offered[2]?.[0]?.windows.map(unpackWindow) ?? [];
    expect(last.reduce((sum, window) => sum + (window.totals.events ?? 0), 0)).toBe(2);
  });
});

describe("a region's consumer", () => {
  it("has no access to the other region's database", async () => {
    vi.spyOn(console, "warn").mockImplementation(() => {});
    const { batch, decided } = aBatch([aChunk(newOrg(), 1)]);
    await consumeBatch(batch, newPorts({ database: facts.clickhouse.databases.eu }));
    expect(decided).toEqual(["retry"]);
  });
});

describe("messages that the queue gave up on", () => {
  const step = { source: "dead_letters", region: "us", cursor: null, limit: 50, dry_run: false } as const;

  it("are parked byte for byte, and stored once by a replay, also by one that was cut off", async () => {
    vi.spyOn(console, "warn").mockImplementation(() => {});
    const org = newOrg();
    const bucket = memoryBucket();
    const ports = { ...newPorts(), rawLog: bucket };
    const bodies = [aChunk(org, 7), aChunk(org, 8), new Uint8Array([9])];
    const { batch, decided } = aBatch(bodies);
    await parkBatch(batch, ports);
    await parkBatch(batch, ports);
    expect(decided).toEqual(["ack", "ack", "ack"]);
    expect(bucket.keys()).toHaveLength(3);
    expect(bucket.keys().filter((key) => key.startsWith(`dead-letters/us/${org}/`))).toHaveLength(2);

    const queued: Uint8Array[] = [];
    const operator = {
      region: "us" as const,
      clickhouse,
      bucket,
      enqueue: (message: Uint8Array) => Promise.resolve(queued.push(message)),
    };
    const own = { ...step, org_id: org, to: new Date(Date.now() + 1_000).toISOString() };
    const cutOff = { ...operator, clickhouse: { ...clickhouse, url: "http://127.0.0.1:9" } };
    await expect(replayDeadLetters(cutOff, own)).rejects.toThrow("marked as replayed");
    expect(bucket.keys()).toHaveLength(3);
    expect(await replayDeadLetters(operator, own)).toMatchObject({ objects: 2, chunks: 2, next_cursor: null });
    expect(queued.slice(0, 2)).toEqual(bodies.slice(0, 2));
    expect(bucket.keys()).toHaveLength(1);
    for (const message of queued) await consumeBatch(aBatch([message]).batch, newPorts());
    expect([queued.length, await countOf(org)]).toEqual([4, 15]);
    expect(await replayDeadLetters(operator, own)).toMatchObject({ objects: 0 });
  });

  it("are not replayed twice by one replay when they are parked again on the way", async () => {
    vi.spyOn(console, "warn").mockImplementation(() => {});
    const org = newOrg();
    const bucket = memoryBucket();
    const ports = { ...newPorts(), rawLog: bucket };
    await consumeBatch(aBatch([aPoisonChunk(org), aPoisonChunk(org)]).batch, ports);
    const to = new Date(Date.now() + 1).toISOString();
    await new Promise((resolve) => setTimeout(resolve, 5));
    let replays = 0;
    const enqueue = async (message: Uint8Array) => {
      replays++;
      await consumeBatch(aBatch([message]).batch, ports);
    };
    let cursor: string | null = null;
    do {
      const operator = { region: "us" as const, clickhouse, bucket, enqueue };
      ({ next_cursor: cursor } = await replayDeadLetters(operator, { ...step, org_id: org, limit: 1, to, cursor }));
    } while (cursor !== null);
    expect(replays).toBe(2);
    expect(bucket.keys().filter((key) => key.startsWith(`dead-letters/us/${org}/`))).toHaveLength(2);
  });
});

describe("a raw-log object that holds a bad chunk among good ones", () => {
  it("gives the good ones back", async () => {
    vi.spyOn(console, "warn").mockImplementation(() => {});
    const org = newOrg();
    const bucket = memoryBucket();
    const bodies = [aChunk(org, 3), aPoisonChunk(org), aChunk(org, 4)];
    await consumeBatch(aBatch(bodies).batch, { ...newPorts(), rawLog: bucket });
    await askClickHouse(facts, "us", "DELETE FROM events WHERE org_id = {org:String}", { org });
    expect(await countOf(org)).toBe(0);
    const operator = {
      region: "us" as const,
      clickhouse,
      bucket,
      enqueue: () => Promise.reject(new Error("no queue")),
    };
    const period = {
      from: new Date(Date.now() - 60_000).toISOString(),
      to: new Date(Date.now() + 1_000).toISOString(),
    };
    const step = { ...period, source: "raw", region: "us", cursor: null, limit: 5, dry_run: false } as const;
    expect(await replayRaw(operator, { ...step, dry_run: true })).toMatchObject({ objects: 1, chunks: 3 });
    expect(await countOf(org)).toBe(0);
    for (let i = 0; i < 2; i++) {
      expect(await replayRaw(operator, step)).toMatchObject({ objects: 1, chunks: 3, refused: 1, next_cursor: null });
      expect(await countOf(org)).toBe(7);
    }
    const past = { ...step, from: "2020-01-01T00:00:00Z", to: "2020-01-02T00:00:00Z" };
    expect(await replayRaw(operator, past)).toMatchObject({ objects: 0, next_cursor: null });
  });
});

describe("the raw log of a period", () => {
  it("holds chunks that waited beside older ones, in pages, and nothing of later hours", async () => {
    const bucket = memoryBucket();
    const at = (time: string) => Date.parse(`2026-11-20T${time}:00Z`);
    const entries = {
      old: ["06:10", "06:20"],
      mixed: ["06:30", "12:05"],
      inside: ["12:10", "12:50"],
      later: ["14:00", "14:01"],
    };
    for (const [id, [oldest = "", newest = ""]] of Object.entries(entries)) {
      const entry = { region: "us", id, oldestAt: at(oldest), newestAt: at(newest) };
      await writeRawLog(bucket, entry, [new Uint8Array([1]), new Uint8Array([2, 3])]);
    }
    const found: string[] = [];
    let after: string | null = null;
    for (let isMore = true; isMore;) {
      const page = await listRawLog(bucket, { region: "us", from: at("12:00"), to: at("13:00"), after, limit: 1 });
      found.push(...page.objects.map(({ key, lengths }) => `${key.slice(-19)} ${lengths.join()}`));
      [after, isMore] = [page.lastKey, page.hasMore];
    }
    expect(found).toEqual(["/06/mixed.ndjson.gz 1,2", "12/inside.ndjson.gz 1,2"]);
  });
});
