import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { exports } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { erasureDigest } from "../../contract/erasure-digest.ts";
import type { ForgetfulTelemetry } from "../../contract/rpc.ts";
import type { AcceptedEvent } from "../../contract/stored-event.ts";
import { RANK, type Settlement, type TelemetryObject } from "../../contract/telemetry.ts";
import { TelemetryStorage } from "./storage.ts";
import { aLogMark, aMetricEvent, aSpanClaim, aTokenPoint, NOW, tidings } from "./tidings.fixture.ts";

// What a stub's generated type makes of an event with open metadata is nothing that can be awaited.
type Stub = TelemetryObject & ForgetfulTelemetry & ReturnType<typeof exports.OrgTelemetry.getByName>;
const newObject = () => exports.OrgTelemetry.getByName(crypto.randomUUID()) as unknown as Stub;
const tokensOf = ({ events, amendments }: Settlement) => [...events, ...amendments].map((event) => event.input_tokens);
const idsOf = (events: AcceptedEvent[]) => events.map((event) => event.event_id);

describe("OrgTelemetry: counters", () => {
  it("turns a cumulative counter into what it rose by, a late point into nothing, a new start into a new beginning", async () => {
    const object = newObject();
    const rise = async (point: ReturnType<typeof aTokenPoint>) =>
      tokensOf(await object.settle(tidings({ points: [point] })));
    expect(await rise(aTokenPoint(10_000, 100))).toEqual([100]);
    expect(await rise(aTokenPoint(20_000, 130))).toEqual([30]);
    expect(await rise(aTokenPoint(15_000, 120))).toEqual([]);
    expect(await rise(aTokenPoint(30_000, 130))).toEqual([]);
    expect(await rise(aTokenPoint(40_000, 7))).toEqual([7]);
    expect(await rise(aTokenPoint(50_000, 9, { start: "1".padStart(20, "0") }))).toEqual([9]);
  });

  it("answers the same for the same point until it is confirmed, also after an eviction", async () => {
    const object = newObject();
    const told = tidings({ points: [aTokenPoint(10_000, 100)] });
    const first = await object.settle(told);
    await evictDurableObject(object);
    expect(await object.settle(told)).toEqual(first);
    await object.confirm(first.receipts);
    expect(await object.settle(told)).toMatchObject({ events: [], amendments: [], receipts: [] });
  });

  it("makes one event of the parts of a collection cycle, in one request or two", async () => {
    const object = newObject();
    const cached = aTokenPoint(10_001, 80, { id: "c", series: "tokens-cached" });
    cached.yields = {
      kind: "tokens",
      group: "g",
      type: "cacheRead",
      rule: { inputHasCache: true, outputHasReasoning: true },
    };
    const first = await object.settle(tidings({ points: [aTokenPoint(10_000, 100)] }));
    expect(first.events).toMatchObject([{ input_tokens: 100 }]);
    const second = await object.settle(tidings({ points: [cached] }));
    expect(second.amendments).toMatchObject([{
      event_id: first.events[0]?.event_id,
      input_tokens: 20,
      cache_read_tokens: 80,
      amends: { version: 1, previous: { input_tokens: 100 } },
    }]);
  });
});

describe("OrgTelemetry: who is believed", () => {
  it("leaves metrics out where logs tell the same, whichever comes first", async () => {
    const point = aTokenPoint(10_000, 100);
    const mark = aLogMark("s:s1", "tokens");
    const logsFirst = newObject();
    await logsFirst.settle(tidings({ marks: [mark] }));
    expect(await logsFirst.settle(tidings({ points: [point] }))).toMatchObject({ events: [], amendments: [] });

    const metricsFirst = newObject();
    const counted = await metricsFirst.settle(tidings({ points: [point] }));
    await metricsFirst.confirm(counted.receipts);
    const after = await metricsFirst.settle(tidings({ marks: [mark] }));
    expect(after.events).toEqual([]);
    expect(after.amendments).toMatchObject([{ event_id: point.event.event_id, is_deleted: 1, amends: { version: 1 } }]);
    expect(after.amended_at).toBeGreaterThan(NOW);
  });

  it("leaves other sessions and measures alone", async () => {
    const object = newObject();
    await object.settle(tidings({ marks: [aLogMark("s:s2", "tokens"), aLogMark("s:s1", "cost")] }));
    expect(tokensOf(await object.settle(tidings({ points: [aTokenPoint(10_000, 100)] })))).toEqual([100]);
  });

  it("believes a sender's logs for the hours around them only", async () => {
    const object = newObject();
    const scope = "a:/qwen-code|*|*";
    const contest = (at: number) => ({ measure: "tokens", losesTo: { [scope]: RANK.span }, from: at, to: at }) as const;
    await object.settle(tidings({ marks: [aLogMark(scope, "tokens")] }));
    const near = aTokenPoint(1, 5, { series: "a", contest: contest(NOW + 30 * 60_000) });
    const far = aTokenPoint(2, 6, { series: "b", contest: contest(NOW + 5 * 3_600_000) });
    expect(tokensOf(await object.settle(tidings({ points: [near, far] })))).toEqual([6]);
  });

  it("takes a span's request back when logs of its session arrive, and stamps that later than the span's row", async () => {
    const object = newObject();
    const claim = aSpanClaim();
    const first = await object.settle(tidings({ now: NOW + 60_000, claims: [claim] }));
    await object.confirm(first.receipts);
    // The clock of the other location is a minute behind.
    const after = await object.settle(tidings({ marks: [aLogMark("s:s1", "requests")] }));
    expect(after.amendments).toMatchObject([{ is_deleted: 1 }]);
    expect(after.amended_at).toBe(NOW + 60_001);
    await object.confirm(after.receipts);
    expect(await object.settle(tidings({ claims: [claim] }))).toMatchObject({ events: [], amendments: [] });
  });

  it("hands out a version that nobody confirmed together with the one that replaces it", async () => {
    const object = newObject();
    const claim = aSpanClaim();
    await object.settle(tidings({ claims: [claim] }));
    const after = await object.settle(tidings({ marks: [aLogMark("s:s1", "requests")] }));
    expect(idsOf(after.events)).toEqual([claim.event.event_id]);
    expect(after.amendments).toMatchObject([{ event_id: claim.event.event_id, is_deleted: 1 }]);
  });
});

describe("OrgTelemetry: traces", () => {
  const outer = (): ReturnType<typeof aSpanClaim> =>
    aSpanClaim({
      contest: { measure: "tokens", losesTo: { "p:t1:outer": RANK.outerSpan }, from: NOW, to: NOW },
    });
  const mark = { scope: "p:t1:middle", measure: "tokens", rank: RANK.span, at: NOW } as const;
  const links = { trace_id: "t1", parents: { middle: "outer" } };

  it.each(["outer first", "request first", "link last"])(
    "count an outer span's usage only until a request below it tells it: %s",
    async (order) => {
      const object = newObject();
      const claims = [outer()];
      const steps = {
        "outer first": [{ claims, traces: [links] }, { marks: [mark] }],
        "request first": [{ marks: [mark] }, { claims, traces: [links] }],
        "link last": [{ claims }, { marks: [mark] }, { traces: [links] }],
      }[order] ?? [];
      const rows = new Map<string, AcceptedEvent>();
      for (const step of steps) {
        const { events, amendments, receipts } = await object.settle(tidings(step));
        for (const event of [...events, ...amendments]) rows.set(event.event_id, event);
        await object.confirm(receipts);
      }
      expect([...rows.values()].filter((event) => event.is_deleted === undefined)).toEqual([]);
    },
  );

  it("give a call the session that its trace tells later, and its user where it names none", async () => {
    const object = newObject();
    const claim = { event: aMetricEvent({ session_id: "t1", user_id: "unknown" }), traceId: "t1" };
    const first = await object.settle(tidings({ claims: [claim] }));
    expect(first.events).toMatchObject([{ session_id: "t1" }]);
    const context = { session_id: "sess-9", user_id: "eva" };
    const later = await object.settle(tidings({ traces: [{ trace_id: "t1", parents: {}, context }] }));
    expect(later.amendments).toMatchObject([{ session_id: "sess-9", user_id: "eva", amends: { version: 1 } }]);
  });
});

describe("OrgTelemetry: what it keeps", () => {
  it("hands out again what was not confirmed, to whoever asks next", async () => {
    const object = newObject();
    const claim = aSpanClaim();
    await object.settle(tidings({ claims: [claim] }));
    await runInDurableObject(object, (_object, { storage }) => {
      storage.sql.exec("UPDATE entries SET touched = touched - 60000");
    });
    const other = await object.settle(tidings({ marks: [aLogMark("s:s7", "tokens")] }));
    expect(idsOf(other.events)).toEqual([claim.event.event_id]);
  });

  it("sweeps what is past its time and what is too many, by its alarm", async () => {
    const object = newObject();
    const told = await object.settle(
      tidings({ claims: [aSpanClaim()], points: [aTokenPoint(1, 5)], marks: [aLogMark("s:s9", "cost")] }),
    );
    await object.confirm(told.receipts);
    await runInDurableObject(object, (_object, { storage }) => {
      for (const table of ["entries", "marks", "counters", "increases"]) {
        storage.sql.exec(`UPDATE ${table} SET touched = 1`);
      }
    });
    await object.settle(tidings({ claims: [aSpanClaim()], marks: [aLogMark("s:s8", "cost")] }));
    expect(await runDurableObjectAlarm(object)).toBe(true);
    const rows = await runInDurableObject(object, (_object, { storage }) => {
      const tables = new TelemetryStorage(storage.sql);
      const counts = (["entries", "marks", "counters", "increases"] as const).map((table) => tables.countRows(table));
      for (let i = 0; i < 5; i++) tables.writeMark(`s:${i}`, "cost", { rank: 4, from: 1, to: 1 }, NOW * 2 + i);
      tables.sweep(NOW * 2, 3);
      return [...counts, tables.countRows("marks")];
    });
    expect(rows).toEqual([1, 1, 0, 0, 3]);
    expect(await runInDurableObject(object, (_object, { storage }) => storage.getAlarm())).not.toBeNull();
  });
});

describe("OrgTelemetry.forgetPeople()", () => {
  const counted = async (object: Stub, table: "entries" | "contexts" | "links" | "counters") =>
    await runInDurableObject(object, (_, { storage }) => new TelemetryStorage(storage.sql).countRows(table));

  it("forgets what could be amended of a person, and traces that name them, and nothing of others", async () => {
    const object = newObject();
    const trace = { trace_id: "t1", parents: { b: "a" }, context: { user_id: "Ana@example.com" } };
    const nameless = aSpanClaim({ event: aMetricEvent({ user_id: "unknown" }), traceId: "t1" });
    const others = aSpanClaim({ event: aMetricEvent({ user_id: "ben@example.com" }), traceId: "t2" });
    await object.settle(tidings({ points: [aTokenPoint(10_000, 100)], claims: [nameless, others], traces: [trace] }));
    const digests = [await erasureDigest("org_1", "ana@example.com")];
    expect(await object.forgetPeople("org_2", digests)).toEqual({ events: 0, traces: 0 });
    expect(await object.forgetPeople("org_1", digests)).toEqual({ events: 2, traces: 1 });
    expect([await counted(object, "entries"), await counted(object, "contexts"), await counted(object, "links")])
      .toEqual([
        1,
        0,
        0,
      ]);
    await evictDurableObject(object);
    expect(await object.forgetPeople("org_1", digests)).toEqual({ events: 0, traces: 0 });
    // What others told goes on where it stood.
    expect(idsOf((await object.settle(tidings({ claims: [others] }))).events)).toEqual([others.event.event_id]);
    expect(tokensOf(await object.settle(tidings({ points: [aTokenPoint(20_000, 130)] })))).toEqual([30]);
  });
});
