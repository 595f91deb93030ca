import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { LIMITS } from "../../contract/limits.ts";
import { PROBLEMS } from "../../contract/problem.ts";
import { newTestEdge, rowsOf } from "./edge.fixture.ts";
import { anEvent } from "./events/event.fixture.ts";

describe("POST /v1/events", () => {
  it("queues valid events in the tenant's region and answers 202 with what it took", async () => {
    const edge = newTestEdge("eu");
    const events = [
      anEvent({ event_id: "a" }),
      anEvent({ event_id: "a" }),
      anEvent({ event_id: "b", success: 1 as never }),
    ];
    const response = await edge.post("/v1/events", { events });
    expect(response.status).toBe(202);
    expect(await response.json()).toMatchObject({
      accepted: 1,
      rejected: 1,
      duplicates: 1,
      batch_id: expect.stringMatching(/^bat_[0-9a-f]{32}$/),
      errors: [{ index: 2, event_id: "b", code: "INVALID_TYPE", pointer: "/success" }],
    });
    expect(rowsOf(edge.queued.eu)).toMatchObject([{ event_id: "a", region: "eu", source: "http" }]);
    expect(edge.queued.us).toEqual([]);
    expect(edge.live.map((header) => header.chunk_id)).toEqual(edge.queued.eu.map(({ header }) => header.chunk_id));
  });

  it.each(
    [
      ["us", "us", undefined],
      ["eu", "eu", undefined],
      ["us", "us", "us"],
      ["global", "us", undefined],
      ["global", "us", "us"],
      ["global", "eu", "eu"],
    ] as const,
  )(
    "sends events of residency %s to %s (home %s)",
    async (residency, region, home) => {
      const edge = newTestEdge(residency, home === undefined ? {} : { region: home });
      await edge.post("/v1/events", anEvent());
      expect(edge.queued[region]).toHaveLength(1);
    },
  );

  it("reads gzip bodies and answers a resent batch with the same batch id", async () => {
    const edge = newTestEdge();
    const body = gzipSync(JSON.stringify({ events: [anEvent({ event_id: "a" })] }));
    const answers = [];
    for (let i = 0; i < 2; i++) {
      const response = await edge.post("/v1/events", body, { "content-encoding": "gzip", "idempotency-key": "k" });
      answers.push(await response.json<{ batch_id: string; accepted: number; duplicates: number }>());
    }
    expect(new Set(answers.map((answer) => answer.batch_id)).size).toBe(1);
    expect(answers.map(({ accepted, duplicates }) => [accepted, duplicates])).toEqual([[1, 0], [0, 1]]);
    expect(new Set(edge.queued.eu.map(({ header }) => header.chunk_id)).size).toBe(1);
  });

  it("cuts a gzip bomb off with 413", async () => {
    const bomb = gzipSync(new Uint8Array(100 * 1024 * 1024), { level: 9 });
    const response = await newTestEdge().post("/v1/events", bomb, { "content-encoding": "gzip" });
    expect(response.status).toBe(413);
  });

  it.each(
    [
      ["MALFORMED_JSON", "{", {}],
      ["MALFORMED_JSON", new Uint8Array([0x22, 0xff, 0x22]), {}],
      ["MALFORMED_BODY", "no gzip", { "content-encoding": "gzip" }],
      ["UNSUPPORTED_MEDIA_TYPE", "{}", { "content-type": "application/xml" }],
      ["UNSUPPORTED_MEDIA_TYPE", "{}", { "content-encoding": "br" }],
      ["VAL_INVALID_FORMAT", "[]", {}],
      ["VAL_INVALID_FORMAT", "[{}]", {}],
      ["BODY_TOO_LARGE", " ".repeat(LIMITS.bodyBytes + 1), {}],
      ["AUTH_INVALID", "[]", { authorization: "Bearer fg_eu_short" }],
      ["AUTH_MISSING", "[]", { authorization: "Basic abc" }],
    ] as const,
  )("answers %s as a problem (case %#)", async (code, body, headers) => {
    const response = await newTestEdge().post("/v1/events", body, headers);
    expect(response.status).toBe(PROBLEMS[code].status);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    expect(await response.json()).toMatchObject({
      code,
      status: PROBLEMS[code].status,
      title: PROBLEMS[code].title,
      instance: response.headers.get("x-request-id"),
    });
  });

  it("takes the key from X-API-Key as well", async () => {
    const edge = newTestEdge();
    const response = await edge.post("/v1/events", anEvent(), { authorization: "", "x-api-key": edge.key });
    expect(response.status).toBe(202);
  });

  it.each(
    [
      ["AUTH_INVALID", { status: "unknown" }],
      ["AUTH_REVOKED", { status: "revoked" }],
      ["AUTH_REVOKED", { expires_at: Date.now() - 1 }],
      ["SCOPE_MISSING", { scopes: ["read"] }],
    ] as const,
  )("answers %s when the key is %j", async (code, verdict) => {
    const response = await newTestEdge("eu", verdict as never).post("/v1/events", anEvent());
    expect([response.status, (await response.json<{ code: string }>()).code]).toEqual([PROBLEMS[code].status, code]);
  });

  it("tells the organisation of what it refuses, a flood of it in few messages", async () => {
    const edge = newTestEdge("us");
    const bodies = ["{", ...Array<string>(20).fill(JSON.stringify([{}, 7]))];
    await Promise.all(bodies.map((body) => edge.post("/v1/events", body)));
    expect(edge.told).toMatchObject([
      { region: "us", refused: { MALFORMED_JSON: 1 }, rejected: { REQUIRED: 20, INVALID_TYPE: 20 } },
    ]);
    expect(edge.live).toEqual([]);
  });

  it("tells nobody of requests without a good key", async () => {
    const edge = newTestEdge("us", { status: "revoked" } as never);
    await edge.post("/v1/events", "{");
    expect(edge.told).toEqual([]);
  });

  it("answers 403 when an event names another organisation", async () => {
    const edge = newTestEdge();
    const response = await edge.post("/v1/events", [anEvent(), anEvent({ org_id: "org_other" })]);
    expect(response.status).toBe(403);
    expect(edge.queued.eu).toEqual([]);
  });

  it("answers 503 with Retry-After, and takes nothing, when the queue refuses", async () => {
    const edge = newTestEdge();
    edge.refuse();
    const response = await edge.post("/v1/events", anEvent());
    expect([response.status, response.headers.get("retry-after")]).toEqual([503, "5"]);
    expect(edge.live).toEqual([]);
  });

  it.each(
    [
      ["RATE_LIMITED", "rate", "3"],
      ["QUOTA_EXCEEDED", "month", "3"],
    ] as const,
  )("answers %s with what is left and when to come again", async (code, reason, retryAfter) => {
    const edge = newTestEdge();
    edge.exhaust(reason);
    const events = Array.from({ length: 900 }, () => anEvent());
    const response = await edge.post("/v1/events", events);
    expect([response.status, response.headers.get("retry-after")]).toEqual([429, retryAfter]);
    expect(response.headers.get("ratelimit-remaining")).toBe("0");
    expect((await response.json<{ code: string }>()).code).toBe(code);
    expect(edge.queued.eu).toEqual([]);
    // Until then even the body is left unread.
    expect((await edge.post("/v1/events", "not json")).status).toBe(429);
  });

  it("says on success what the limit is and what is left of it", async () => {
    const response = await newTestEdge().post("/v1/events", Array.from({ length: 900 }, () => anEvent()));
    expect(response.headers.get("ratelimit-limit")).toBe("10000");
    expect(Number(response.headers.get("ratelimit-remaining"))).toBeGreaterThan(0);
  });

  it("never repeats a key or a body in an error", async () => {
    const edge = newTestEdge("eu", { status: "revoked" });
    const text = await (await edge.post("/v1/events", "secret-body")).text();
    expect(text).not.toContain(edge.key);
    expect(await (await newTestEdge().post("/v1/events", '{"x": secret-body')).text()).not.toContain("secret");
  });
});

describe("the edge's other paths", () => {
  it("belong to the api Worker, under the edge's request id", async () => {
    const response = await newTestEdge().fetch(
      new Request("https://app.example/v1/me", { headers: { "x-request-id": "bad id" } }),
    );
    expect(await response.json()).toMatchObject({
      path: "/v1/me",
      request_id: expect.stringMatching(/^req_[0-9a-f]{32}$/),
    });
  });

  it("answer 405 to other methods where agents post, and leave reading to the api", async () => {
    const edge = newTestEdge();
    const put = await edge.fetch(new Request("https://ingest.example/v1/events", { method: "PUT", body: "{}" }));
    expect([put.status, put.headers.get("allow")]).toEqual([405, "POST"]);
    expect((await edge.fetch(new Request("https://ingest.example/v1/events"))).status).toBe(200);
  });

  it("let browsers of any site post, but read nothing else", async () => {
    const preflight = await newTestEdge().fetch(new Request("https://ingest.example/v1/events", { method: "OPTIONS" }));
    expect([preflight.status, preflight.headers.get("access-control-allow-origin")]).toEqual([204, "*"]);
    expect(preflight.headers.get("access-control-allow-credentials")).toBeNull();
  });
});

describe("POST /v1/logs", () => {
  const request = (records: object[]) => ({ resourceLogs: [{ scopeLogs: [{ logRecords: records }] }] });
  const record = (time: number) => ({
    timeUnixNano: `${time}000000`,
    body: { stringValue: "hello" },
    eventName: "my.event",
  });

  it.each(["/v1/logs", "/v1/otlp/v1/logs"])(
    "takes OTLP JSON on %s and answers as the specification says",
    async (path) => {
      const edge = newTestEdge("us");
      const response = await edge.post(path, request([record(Date.now())]));
      expect([response.status, await response.json()]).toEqual([200, {}]);
      expect(rowsOf(edge.queued.us)).toMatchObject([{
        event_type: "custom",
        custom_type: "my.event",
        source: "otlp_logs",
      }]);
    },
  );

  it("reports records it had to reject as a partial success", async () => {
    const response = await newTestEdge().post("/v1/logs", request([record(Date.now()), record(Date.UTC(2020, 0))]));
    expect(await response.json()).toEqual({
      partialSuccess: { rejectedLogRecords: "1", errorMessage: "timestamp is older than 13 months." },
    });
  });

  it.each([
    [{ attributes: [{ key: "a", value: { kvlistValue: { values: 5 } } }, { key: "b", value: { arrayValue: null } }] }],
    [{ attributes: [{ key: "__proto__", value: { stringValue: "x" } }, { key: "c", value: 5 }] }],
    [{
      body: { kvlistValue: { values: [null, { key: 1 }, { key: "d", value: { arrayValue: { values: [null] } } }] } },
    }],
  ])("reads what makes sense of values that are not well-formed: %j", async (fields) => {
    const response = await newTestEdge().post("/v1/logs", request([{ ...record(Date.now()), ...fields }]));
    expect([response.status, await response.json()]).toEqual([200, {}]);
  });

  it("takes an empty request, and refuses what is no OTLP", async () => {
    expect((await newTestEdge().post("/v1/logs", {})).status).toBe(200);
    expect((await newTestEdge().post("/v1/logs", { resourceLogs: 5 })).status).toBe(400);
  });
});
