import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PROBLEMS } from "../../contract/problem.ts";
import { newTestEdge, rowsOf } from "./edge.fixture.ts";
import { anEvent } from "./events/event.fixture.ts";

/** Numbers, texts and shapes that senders get wrong, or mean to. */
const strange = fc.oneof(
  fc.jsonValue({ maxDepth: 12 }),
  fc.constantFrom<unknown>(
    1e308,
    -0,
    5e-324,
    2 ** 53,
    -1,
    0.1,
    8.64e15,
    "1795169018300",
    "\u0000",
    "\ud83d",
    "\udc00x",
  ),
  fc.string({ unit: "binary", maxLength: 2_000 }),
);
const NAMES = [
  "event_id event_type timestamp session_id user_id agent_id environment team model input_tokens cost_usd duration_ms",
  "success error_message status_code severity metadata",
  "__proto__ constructor toJSON amends is_deleted region received_at source fingerprint",
];
const names = fc.constantFrom("", ...NAMES.join(" ").split(" "));
/** A good event with some fields replaced; entries, because an object literal cannot have its own `__proto__`. */
const event = fc.array(fc.tuple(names, strange), { maxLength: 4 }).map((changes) =>
  Object.fromEntries([...Object.entries(anEvent()), ...changes])
);

async function expectTyped(response: Response): Promise<void> {
  const { code, status, instance } = await response.json<
    { code: keyof typeof PROBLEMS; status: number; instance: string }
  >();
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  expect([status, PROBLEMS[code].status]).toEqual([response.status, response.status]);
  expect(response.status).toBeLessThan(500);
  expect(instance).toBe(response.headers.get("x-request-id"));
}

describe("POST /v1/events", () => {
  it("answers for every event of any batch, and queues a row for each that it accepts", async () => {
    const edge = newTestEdge("us");
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(event, strange), { minLength: 1, maxLength: 5 }), async (events) => {
        edge.queued.us.splice(0);
        const response = await edge.post("/v1/events", { events });
        if (response.status !== 202) return await expectTyped(response);
        const answer = await response.json<{ accepted: number; rejected: number; duplicates: number }>();
        expect(answer.accepted + answer.rejected + answer.duplicates).toBe(events.length);
        const rows = rowsOf(edge.queued.us);
        expect(rows).toHaveLength(edge.queued.us.reduce((sum, { header }) => sum + header.count, 0));
        for (const row of rows) {
          expect(row).toMatchObject({ region: "us", source: "http", received_at: expect.any(Number) });
        }
      }),
      { numRuns: 150 },
    );
    expect(({} as { events?: unknown }).events).toBeUndefined();
  }, 60_000);

  it("answers any bytes, under any type and encoding, with a typed refusal", async () => {
    const edge = newTestEdge("us");
    const header = fc.stringMatching(/^[a-z0-9 ,;=*'/+.-]{0,40}$/);
    const types = fc.oneof(
      fc.constantFrom("application/json", "text/plain", "application/json; charset=utf-16", ""),
      header,
    );
    const encodings = fc.oneof(fc.constantFrom("gzip", "x-gzip", "identity", "br", "gzip, gzip"), header);
    const bodies = fc.uint8Array({ maxLength: 300 }).chain((bytes) => fc.constantFrom(bytes, gzipSync(bytes)));
    await fc.assert(
      fc.asyncProperty(bodies, types, encodings, async (body, type, encoding) => {
        const headers = { "content-type": type, "content-encoding": encoding };
        await expectTyped(await edge.post("/v1/events", new Uint8Array(body), headers));
      }),
      { numRuns: 150 },
    );
  }, 60_000);

  it.each([
    ["a key of 10 KB", "k".repeat(10_240)],
    ["a key that is not ASCII", "schlüssel-ÿ"],
    ["an empty key", ""],
  ])("takes %s as Idempotency-Key, and knows the batch again by it", async (_name, key) => {
    const edge = newTestEdge("us");
    const events = [anEvent()];
    const post = () => edge.post("/v1/events", { events }, { "idempotency-key": key });
    const ids = [await post(), await post()].map((response) => response.json<{ batch_id: string; accepted: number }>());
    const [first, second] = await Promise.all(ids);
    expect([first?.accepted, second?.accepted, second?.batch_id]).toEqual([1, 0, first?.batch_id]);
  });

  it.each(["PUT", "DELETE", "PATCH"])("refuses %s and says what it takes", async (method) => {
    const edge = newTestEdge();
    const response = await edge.fetch(new Request("https://ingest.example/v1/events", { method }));
    expect([response.status, response.headers.get("allow")]).toEqual([405, "POST"]);
    expect(response.headers.get("x-request-id")).not.toBeNull();
  });

  it("lets pages of any site send what an SDK sends, and read what it needs to send again", async () => {
    const edge = newTestEdge();
    const preflight = await edge.fetch(
      new Request("https://ingest.example/v1/events", {
        method: "OPTIONS",
        headers: { origin: "https://shop.example", "access-control-request-method": "POST" },
      }),
    );
    const allowed = preflight.headers.get("access-control-allow-headers")?.split(", ") ?? [];
    expect(allowed).toEqual(
      expect.arrayContaining(["authorization", "x-api-key", "idempotency-key", "content-encoding", "content-type"]),
    );
    const refused = await edge.post("/v1/events", "{", { origin: "https://shop.example" });
    expect(refused.headers.get("access-control-allow-origin")).toBe("*");
    expect(refused.headers.get("access-control-expose-headers")?.split(", ")).toEqual(
      expect.arrayContaining(["retry-after", "x-request-id", "ratelimit-remaining"]),
    );
  });
});
