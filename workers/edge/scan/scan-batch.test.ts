import { gunzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeChunk, parseRows } from "../../../contract/chunk.ts";
import { EVENT_FIELDS, EVENT_TYPES, type EventField } from "../../../contract/event-fields.ts";
import { LIMITS } from "../../../contract/limits.ts";
import { listPriceBook } from "../../../contract/prices/price-book.ts";
import { PRICE_LIST } from "../../../contract/prices/price-list.ts";
import type { AcceptedEvent } from "../../../contract/stored-event.ts";
import { agentEvents } from "../../../tests/helpers/agent-events.ts";
import { parseJson } from "../body/parse-json.ts";
import { buildChunks, type BuiltChunk, type ChunkOrigin } from "../chunk/build-chunks.ts";
import { anEvent } from "../events/event.fixture.ts";
import { readBatch } from "../events/read-batch.ts";
import { sortBatch } from "../events/sort-batch.ts";
import { priceEvents } from "../pricing/price-events.ts";
import { scanBatch } from "./scan-batch.ts";
import { scannedWriter } from "./scanned-writer.ts";

const now = Date.parse("2026-11-21T09:15:03.123Z");
const context = { now, source: "sdk" } as const;
const book = listPriceBook(PRICE_LIST);
const bytesOf = (text: string) => new TextEncoder().encode(text);

/** A batch of an organisation of its own, so that no test takes another's room for tail lines. */
let organizations = 0;
const anOrigin = (): ChunkOrigin => ({
  org_id: `org_${++organizations}`,
  region: "us",
  received_at: now,
  request_id: "req_1",
  idempotencyKey: undefined,
});

/** Chunks without what differs from organisation to organisation, with their rows read. */
const readChunks = (chunks: readonly BuiltChunk[]) =>
  chunks.map(({ header: { org_id: _org, chunk_id: _id, ...header }, message }) => ({
    header: JSON.parse(JSON.stringify(header)) as unknown,
    rows: parseRows(gunzipSync(decodeChunk(message).rows).toString()).map((row) => ({ ...row as object, org_id: "" })),
  }));

function ordinary(body: Uint8Array) {
  const sorted = sortBatch(readBatch(parseJson(body)), "org_1", context);
  priceEvents(sorted.accepted, book);
  return { ...sorted, chunks: readChunks(buildChunks(sorted.accepted, anOrigin())) };
}

/** What the scanner makes of a body; compared with what the ordinary way does wherever it does not pass. */
function scan(body: Uint8Array): boolean {
  const events = scanBatch(body, context);
  if (events === undefined) return false;
  priceEvents(events, book);
  const chunks = readChunks(buildChunks(events, anOrigin(), scannedWriter(body)));
  const expected = ordinary(body);
  expect({ rejected: expected.rejected, duplicates: expected.duplicates }).toEqual({ rejected: 0, duplicates: 0 });
  expect(chunks).toEqual(expected.chunks);
  return true;
}

const scanText = (text: string) => scan(bytesOf(text));
const scanEvents = (events: readonly object[]) => scanText(JSON.stringify({ events }));
const at = (fields: object) => ({ ...anEvent(), timestamp: now, ...fields });

/** Values of a field, good ones mostly. */
function anyValue(field: EventField): fc.Arbitrary<unknown> {
  const odd = fc.constantFrom<unknown>(
    null,
    "",
    -1,
    1.5,
    1e21,
    true,
    [],
    {},
    "é",
    '"\\\n',
    "\ud83d",
    "2026-02-30T00:00:00Z",
  );
  const good: Record<EventField["kind"], fc.Arbitrary<unknown>> = {
    text: fc.oneof(
      { weight: 40, arbitrary: fc.constantFrom("claude-code", "claude-sonnet-4-5", "ops", "a/b c", "x".repeat(60)) },
      { weight: 1, arbitrary: fc.oneof(fc.string({ maxLength: 40 }), fc.constantFrom("größer", "a\tb", '"')) },
    ),
    choice: "values" in field ? fc.constantFrom(...field.values) : fc.constant(""),
    count: fc.nat(2_000),
    amount: fc.oneof(
      fc.nat(90_000),
      fc.nat(9_000_000).map((amount) => amount / 1000),
      fc.constantFrom(0.018_25, 12.5, 0.3),
    ),
    flag: fc.boolean(),
    time: fc.oneof(
      fc.integer({ min: now - 10 * 86_400_000, max: now }).map((ms) => new Date(ms).toISOString()),
      fc.integer({ min: now - 100_000, max: now }),
      fc.constantFrom("2026-11-21T09:15:03Z", "2026-02-28T00:00:00.999Z"),
    ),
    object: fc.oneof(
      {
        weight: 1,
        arbitrary: fc.dictionary(fc.string({ maxLength: 8 }), fc.jsonValue({ maxDepth: 3 }), { maxKeys: 5 }),
      },
      {
        weight: 6,
        arbitrary: fc.dictionary(
          fc.constantFrom("os", "terminal", "a b"),
          fc.constantFrom<unknown>("linux", 1, -2.5, null, [1, "x"]),
        ),
      },
    ),
  };
  return fc.oneof({ weight: 200, arbitrary: good[field.kind] }, { weight: 1, arbitrary: odd });
}

const FIELDS = Object.entries<EventField>(EVENT_FIELDS);
const anyEvent = fc.record(
  Object.fromEntries(FIELDS.filter(([name]) => name !== "org_id").map(([name, field]) => [name, anyValue(field)])),
  { requiredKeys: ["event_type", "timestamp", "session_id", "user_id", "agent_id"] },
).map((event) => ({ ...event, event_id: crypto.randomUUID() }));

describe("scanBatch()", () => {
  it("reads what agents send, wrapped or bare, and makes the same chunks of it as the ordinary way", () => {
    const events = agentEvents(200, now);
    expect(scanEvents(events)).toBe(true);
    expect(scanText(JSON.stringify(events))).toBe(true);
    expect(scanText(`{ "events": ${JSON.stringify(events).replaceAll('":', '": ').replaceAll(',"', ', "')} }\n`)).toBe(
      true,
    );
  });

  it.each<[string, object]>([
    ["texts with escapes", { error_type: 'a "b"', error_message: "line\nnext\\", event_type: "error" }],
    ["characters beyond ASCII", { error_message: "größer als 😀", branch: "日本", metadata: { size: "é" } }],
    ["a duration in parts of a millisecond", { duration_ms: 12.5, timestamp: new Date(now).toISOString() }],
    ["a time without milliseconds", { timestamp: "2026-02-28T23:59:59Z" }],
    ["no cost, for a model whose price is known", { model: "claude-sonnet-4-5", input_tokens: 12, output_tokens: 3 }],
    ["metadata that nests", { metadata: { a: [{ b: { c: [null, true, -1.5, {}] } }], e: "" } }],
    ["no environment, and another one", { environment: "staging", priority: "high", success: false }],
    ["an event of its own type", { event_type: "custom", custom_type: "deploy" }],
  ])("reads %s", (_name, fields) => {
    expect(scanEvents([at(fields), at({})])).toBe(true);
  });

  it.each<[string, string]>([
    ["a field that the table does not know", JSON.stringify([at({ hostname: "a" })])],
    ["an organisation", JSON.stringify([at({ org_id: "org_1" })])],
    ["nothing where a value should be", JSON.stringify([at({ team: null })])],
    ["a field that comes twice", JSON.stringify([at({})]).replace("{", '{"team":"a","team":"b",')],
    [
      "a name of metadata that comes twice",
      JSON.stringify([at({ metadata: { a: 1 } })]).replace('"a":1', '"a":1,"a":2'),
    ],
    ["an event that comes twice", JSON.stringify(Array(2).fill(at({ event_id: "evt_1" })))],
    ["a custom event that does not say which", JSON.stringify([at({ event_type: "custom" })])],
    ["a date that does not exist", JSON.stringify([at({ timestamp: "2026-02-30T09:15:03.123Z" })])],
    ["an event of next week", JSON.stringify([at({ timestamp: now + 7 * 86_400_000 })])],
    ["a text that is too long", JSON.stringify([at({ team: "a".repeat(129) })])],
    ["metadata that nests too deeply", JSON.stringify([at({ metadata: { a: [[[[[[[[1]]]]]]]] } })])],
    ["metadata that is too large", JSON.stringify([at({ metadata: { a: "x".repeat(LIMITS.metadataBytes) } })])],
    ["more decimals than are kept", JSON.stringify([at({ cost_usd: 0.123_456_789_012 })])],
    ["a number with a leading zero", JSON.stringify([at({ input_tokens: 7 })]).replace(":7", ":07")],
    ["half a character", JSON.stringify([at({ error_message: "\ud83d" })])],
    ["a line end inside an event", JSON.stringify([at({})]).replace(",", ",\n")],
    ["more than one body", `${JSON.stringify([at({})])}[]`],
    ["something beside the events", JSON.stringify({ events: [at({})], sent: 1 })],
    ["an event by itself", JSON.stringify(at({}))],
    ["no events", '{"events":[]}'],
    ["nothing", ""],
  ])("leaves %s to the ordinary way", (_name, body) => {
    expect(scanText(body)).toBe(false);
  });

  it("leaves bytes that are no UTF-8, and a mark of their order, to the ordinary way", () => {
    const body = bytesOf(JSON.stringify([at({ error_message: "_" })]));
    expect(scan(body.map((byte) => byte === 0x5f ? 0xff : byte))).toBe(false);
    expect(scan(new Uint8Array([0xef, 0xbb, 0xbf, ...bytesOf(JSON.stringify([at({})]))]))).toBe(false);
  });

  it("knows every field and type of the table", () => {
    const values = { text: "a", count: 1, amount: 1, flag: true, time: now, object: {} };
    const left = FIELDS.filter(([name, field]) =>
      !scanEvents([at({ [name]: field.kind === "choice" ? field.values[0] : values[field.kind] })])
    );
    expect(left.map(([name]) => name)).toEqual(["org_id"]);
    expect(EVENT_TYPES.filter((event_type) => !scanEvents([at({ event_type, custom_type: "a" })]))).toEqual([]);
  });

  it("makes what the ordinary way makes of whatever it reads", () => {
    let read = 0;
    fc.assert(
      fc.property(fc.array(anyEvent, { minLength: 1, maxLength: 4 }), fc.boolean(), (events, isWrapped) => {
        if (scanText(JSON.stringify(isWrapped ? { events } : events))) read++;
      }),
      { numRuns: 250 },
    );
    expect(read).toBeGreaterThan(20);
  });

  it("makes what the ordinary way makes of a body in which bytes were changed, or refuses it as that does", () => {
    const body = bytesOf(JSON.stringify({ events: agentEvents(6, now) }));
    const change = fc.record({
      place: fc.nat(body.length - 1),
      byte: fc.oneof(fc.nat(255), fc.constantFrom(...bytesOf('"\\{}[],:0 .e-'))),
    });
    let read = 0;
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), fc.boolean(), (changes, isShortened) => {
        const changed = isShortened ? body.slice(0, body.length - (changes[0]?.place ?? 0)) : body.slice();
        for (const { place, byte } of changes) if (place < changed.length) changed[place] = byte;
        if (scan(changed)) read++;
      }),
      { numRuns: 1_200 },
    );
    expect(read).toBeGreaterThan(10);
  });

  it("gives a batch the same chunk id in both ways", () => {
    const body = bytesOf(JSON.stringify(agentEvents(20, now)));
    const origin = anOrigin();
    const events = scanBatch(body, context) ?? [];
    const idsOf = (chunks: readonly BuiltChunk[]) => chunks.map(({ header }) => header.chunk_id);
    const parsed: AcceptedEvent[] = sortBatch(readBatch(parseJson(body)), origin.org_id, context).accepted;
    expect(idsOf(buildChunks(events, origin, scannedWriter(body)))).toEqual(idsOf(buildChunks(parsed, origin)));
  });
});
