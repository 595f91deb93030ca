import { gzipSync } from "node:zlib";
import { BinaryReader, BinaryWriter } from "@bufbuild/protobuf/wire";
import { describe, expect, it } from "vitest";
import { LIMITS } from "../../../contract/limits.ts";
import { newTestEdge, rowsOf, type TestEdge } from "../edge.fixture.ts";

const PROTOBUF = { "content-type": "application/x-protobuf" };

/** A `LogRecord` named by its body, in an `ExportLogsServiceRequest`. */
function logsMessage(name: string, nanos: bigint): Uint8Array<ArrayBuffer> {
  const writer = new BinaryWriter();
  writer.tag(1, 2).fork().tag(2, 2).fork().tag(2, 2).fork();
  writer.tag(1, 1).fixed64(nanos).tag(12, 2).string(name);
  // A field that no version knows yet.
  writer.tag(900, 2).string("later");
  return writer.join().join().join().finish();
}

const nanosNow = () => BigInt(Date.now()) * 1_000_000n;
const bytesOf = async (response: Response) => new Uint8Array(await response.arrayBuffer());

/** A `google.rpc.Status`. */
function readStatus(bytes: Uint8Array): { code: number; message: string } {
  const reader = new BinaryReader(bytes);
  reader.tag();
  const code = reader.int32();
  reader.tag();
  return { code, message: reader.string() };
}

async function refusal(edge: TestEdge, path: string, body: Uint8Array<ArrayBuffer>, headers = {}) {
  const response = await edge.post(path, body, { ...PROTOBUF, ...headers });
  expect(response.headers.get("content-type")).toBe("application/x-protobuf");
  expect(response.headers.get("x-request-id")).not.toBeNull();
  return { response, ...readStatus(await bytesOf(response)) };
}

describe("OTLP in protobuf", () => {
  it.each(["/v1/logs", "/v1/otlp/v1/logs"])("is taken on %s and answered with an empty message", async (path) => {
    const edge = newTestEdge();
    const response = await edge.post(path, logsMessage("agent.done", nanosNow()), PROTOBUF);
    expect([response.status, response.headers.get("content-type"), (await bytesOf(response)).length])
      .toEqual([200, "application/x-protobuf", 0]);
    expect(rowsOf(edge.queued.eu)).toMatchObject([{ event_type: "custom", custom_type: "agent.done" }]);
  });

  it("is taken gzipped, and an empty request is one", async () => {
    const edge = newTestEdge();
    const body = new Uint8Array(gzipSync(logsMessage("agent.done", nanosNow())));
    expect((await edge.post("/v1/logs", body, { ...PROTOBUF, "content-encoding": "gzip" })).status).toBe(200);
    expect(edge.queued.eu).toHaveLength(1);
    for (const signal of ["logs", "metrics", "traces"]) {
      expect((await edge.post(`/v1/${signal}`, new Uint8Array(), PROTOBUF)).status).toBe(200);
    }
  });

  it("is the same event as in JSON", async () => {
    const edge = newTestEdge();
    const nanos = nanosNow();
    const record = { timeUnixNano: String(nanos), eventName: "agent.done" };
    await edge.post("/v1/logs", { resourceLogs: [{ scopeLogs: [{ logRecords: [record] }] }] });
    await edge.post("/v1/logs", logsMessage("agent.done", nanos), PROTOBUF);
    const [json, protobuf] = rowsOf(edge.queued.eu);
    expect(json?.["event_id"]).toBe(protobuf?.["event_id"]);
  });

  it("says in a partial success how many records it had to reject, and why", async () => {
    const response = await newTestEdge().post("/v1/logs", logsMessage("old", 1n), PROTOBUF);
    expect(response.status).toBe(200);
    const reader = new BinaryReader(await bytesOf(response));
    expect(reader.tag()[0]).toBe(1);
    reader.uint32();
    reader.tag();
    const rejected = String(reader.int64());
    reader.tag();
    expect([rejected, reader.string()]).toEqual(["1", "timestamp is older than 13 months."]);
  });

  it.each([
    ["a text", new Uint8Array(new TextEncoder().encode("not protobuf"))],
    ["a message cut short", new Uint8Array(logsMessage("agent.done", nanosNow()).subarray(0, -9))],
    ["a length beyond the end", new Uint8Array([0x0a, 0xff, 0xff, 0x03, 1])],
    ["a field of another type", new Uint8Array([0x08, 1])],
    ["an endless varint", new Uint8Array(16).fill(0xff)],
    ["values nested a thousand deep", nestedValue(1_000)],
  ])("that is broken is refused with 400, as a Status: %s", async (_name, body) => {
    const { response, code, message } = await refusal(newTestEdge(), "/v1/logs", body);
    expect([response.status, code, message]).toEqual([
      400,
      3,
      "MALFORMED_BODY: The body is not a valid protobuf message.",
    ]);
  });

  it("is refused in protobuf for every other reason as well, retryable ones with Retry-After", async () => {
    const body = logsMessage("agent.done", nanosNow());
    const strange = await refusal(newTestEdge(), "/v1/traces", body, { authorization: "Bearer nothing" });
    expect([strange.response.status, strange.code]).toEqual([401, 16]);
    expect(strange.response.headers.get("www-authenticate")).toContain("Bearer");
    const large = await refusal(newTestEdge(), "/v1/metrics", new Uint8Array(LIMITS.bodyBytes + 1));
    expect([large.response.status, large.code]).toEqual([413, 3]);

    const busy = newTestEdge();
    busy.refuse();
    const unavailable = await refusal(busy, "/v1/logs", body);
    expect([unavailable.response.status, unavailable.code]).toEqual([503, 14]);
    expect(unavailable.response.headers.get("retry-after")).toBe("5");

    const spent = newTestEdge("eu", { limits: { events_per_second: 0, requests_per_minute: 1, events_per_month: 1 } });
    spent.exhaust("month");
    const limited = await refusal(spent, "/v1/logs", body);
    expect([limited.response.status, limited.code]).toEqual([429, 8]);
    expect(Number(limited.response.headers.get("retry-after"))).toBeGreaterThan(0);
  });

  it("is only posted: other methods get 405 as a Status", async () => {
    const edge = newTestEdge();
    const response = await edge.fetch(
      new Request("https://ingest.example/v1/metrics", { method: "PUT", headers: PROTOBUF }),
    );
    expect([response.status, readStatus(await bytesOf(response)).code]).toEqual([405, 12]);
  });
});

describe("OTLP in JSON", () => {
  const metric = (sum: object) => ({
    resourceMetrics: [{ scopeMetrics: [{ metrics: [{ name: "queue.depth", ...sum }] }] }],
  });

  it("may write numbers as text, enums as names, fields in snake case, and fields that nobody knows", async () => {
    const edge = newTestEdge();
    const point = { time_unix_nano: Date.now() * 1e6, as_int: "12", later: { x: 1 } };
    const body = {
      resource_metrics: [{
        scope_metrics: [{
          metrics: [{
            name: "queue.depth",
            sum: { data_points: [point], aggregation_temporality: "AGGREGATION_TEMPORALITY_DELTA", is_monotonic: true },
          }],
        }],
      }],
    };
    expect((await edge.post("/v1/metrics", body)).status).toBe(200);
    expect(rowsOf(edge.queued.eu)).toMatchObject([{ custom_type: "queue.depth", metadata: { value: 12 } }]);
  });

  it.each([
    ["/v1/metrics", metric({ gauge: 5 })],
    ["/v1/metrics", { resourceMetrics: [{ scopeMetrics: "x" }] }],
    ["/v1/traces", { resourceSpans: [[]] }],
    ["/v1/logs", []],
    ["/v1/logs", "{"],
    ["/v1/traces", "null"],
  ])("of another shape is refused with 400 and a problem, on %s", async (path, body) => {
    const response = await newTestEdge().post(path, body);
    expect(response.status).toBe(400);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
  });

  it.each(["text/xml", "application/grpc", "application/x-protobuf2"])("is not %s: 415", async (type) => {
    const response = await newTestEdge().post("/v1/traces", "{}", { "content-type": type });
    expect([response.status, (await response.json<{ code: string }>()).code]).toEqual([415, "UNSUPPORTED_MEDIA_TYPE"]);
  });

  it("nested thousands of levels deep does no harm", async () => {
    const deep = '{"arrayValue":{"values":['.repeat(20_000) + "{}" + "]}}".repeat(20_000);
    const record = `{"timeUnixNano":"${nanosNow()}","body":${deep}}`;
    const response = await newTestEdge().post(
      "/v1/logs",
      `{"resourceLogs":[{"scopeLogs":[{"logRecords":[${record}]}]}]}`,
    );
    expect([200, 400]).toContain(response.status);
  });
});

describe("telemetry that has to be weighed", () => {
  const span = { traceId: "5b8efff798038103d269b633813fc60c", spanId: "eee19b7ec3c1b174", name: "chat x" };
  const request = () => ({
    resourceSpans: [{
      scopeSpans: [{
        spans: [{
          ...span,
          endTimeUnixNano: String(nanosNow()),
          attributes: [{ key: "gen_ai.operation.name", value: { stringValue: "chat" } }],
        }],
      }],
    }],
  });

  it("is refused with 503 and Retry-After, and nothing of it stored, while the telemetry object does not answer", async () => {
    const edge = newTestEdge();
    edge.silenceTelemetry();
    const response = await edge.post("/v1/traces", request());
    expect([response.status, response.headers.get("retry-after")]).toEqual([503, "5"]);
    expect(edge.queued.eu).toEqual([]);
  });

  it("keeps prompts where the organisation wants them, and drops them elsewhere", async () => {
    const prompt = { key: "gen_ai.input.messages", value: { stringValue: "a secret plan" } };
    const body = request();
    body.resourceSpans[0]?.scopeSpans[0]?.spans[0]?.attributes.push(prompt);
    const private_ = newTestEdge();
    await private_.post("/v1/traces", body);
    expect(JSON.stringify(rowsOf(private_.queued.eu))).not.toContain("secret");
    const settings = { capture_content: true, pseudonymise_emails: false, prices: [] };
    const open = newTestEdge("eu", { status: "active", settings });
    await open.post("/v1/traces", body);
    expect(JSON.stringify(rowsOf(open.queued.eu))).toContain("a secret plan");
  });
});

function nestedValue(depth: number): Uint8Array<ArrayBuffer> {
  const writer = new BinaryWriter();
  // resourceLogs, scopeLogs, logRecords, body, then arrays in arrays.
  for (const number of [1, 2, 2, 5]) writer.tag(number, 2).fork();
  for (let i = 0; i < depth; i++) writer.tag(5, 2).fork().tag(1, 2).fork();
  for (let i = 0; i < depth; i++) writer.join().join();
  return writer.join().join().join().join().finish();
}
