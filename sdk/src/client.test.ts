import fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import { newTestClient, until } from "../test/test-client.ts";
import { createClient } from "./index.ts";

afterEach(() => vi.restoreAllMocks());

describe("an event", () => {
  it("is sent with its id, the time of the call, the context, the key and the SDK's name", async () => {
    const { client, server } = await newTestClient({
      version: "1.2.0",
      environment: "staging",
      team: "platform",
      user: "ana@example.com",
      session: "s-1",
    });
    const before = Date.now();
    const id = client.track({ event_type: "custom", custom_type: "deploy", repo: "r" });
    const after = Date.now();
    expect(await client.flush()).toBe(true);
    const [request] = server.requests;
    expect(request).toMatchObject({ method: "POST", path: "/v1/events" });
    expect(request?.headers).toMatchObject({
      authorization: "Bearer fg_eu_test",
      "content-type": "application/json",
      "user-agent": expect.stringMatching(/^fleetglass-sdk\/\d+\.\d+\.\d+/),
      "idempotency-key": expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    expect(request?.events).toEqual([{
      event_id: id,
      event_type: "custom",
      custom_type: "deploy",
      timestamp: expect.any(Number),
      agent_id: "tester",
      agent_version: "1.2.0",
      environment: "staging",
      team: "platform",
      user_id: "ana@example.com",
      session_id: "s-1",
      repo: "r",
    }]);
    const at = request?.events[0]?.timestamp as number;
    expect(at).toBeGreaterThanOrEqual(before);
    expect(at).toBeLessThanOrEqual(after);
  });

  it("is what it was at the call, whatever the host does to its objects afterwards", async () => {
    const { client, server } = await newTestClient();
    const event = { event_type: "tool_call" as const, tool_name: "before", metadata: { deep: { value: 1 } } };
    client.track(event);
    event.tool_name = "after";
    event.metadata.deep.value = 2;
    await client.flush();
    expect(server.requests[0]?.events[0]).toMatchObject({ tool_name: "before", metadata: { deep: { value: 1 } } });
  });

  it("is what it was at the call also when it is written down later, as plain events are", async () => {
    const { client, server } = await newTestClient();
    const fields = { tool_name: "before", duration_ms: 5, success: true, metadata: { file: "a.ts", lines: 3 } };
    client.toolCall(fields);
    Object.assign(fields, { tool_name: "after", duration_ms: 6, error_message: "no" });
    Object.assign(fields.metadata, { file: "b.ts", more: [] });
    await client.flush();
    const [event] = server.requests[0]?.events ?? [];
    expect(event).toMatchObject({
      event_type: "tool_call",
      tool_name: "before",
      duration_ms: 5,
      metadata: { file: "a.ts", lines: 3 },
    });
    expect(event).not.toHaveProperty("error_message");
    expect(event?.metadata).not.toHaveProperty("more");
  });

  it("gets the type of the method that records it, whatever else it says", async () => {
    const { client, server } = await newTestClient();
    client.toolCall({ event_type: "error", tool_name: "t" } as never);
    client.heartbeat();
    client.heartbeat({});
    client.toolCall({ tool_name: "t", metadata: { deep: { a: 1 } } });
    await client.flush();
    const types = server.requests[0]?.events.map((event) => event.event_type);
    expect(types).toEqual(["tool_call", "agent_heartbeat", "agent_heartbeat", "tool_call"]);
  });

  it("is counted in exactly the bytes that it takes, before it is sent", async () => {
    const text = fc.oneof(fc.string(), fc.constantFrom("é", "日本", "😀", "\ud800", '"\\\n', "\u0000\u007f\u2028"));
    const number = fc.oneof(fc.double(), fc.nat(), fc.constant(-0));
    const metadata = fc.dictionary(text, fc.oneof(text, number, fc.boolean()));
    const fields = fc.record({ tool_name: text, duration_ms: number, success: fc.boolean(), metadata }, {
      requiredKeys: [],
    });
    const { client, server } = await newTestClient({ flushIntervalMs: 600_000, maxBatchEvents: 1_000, team: "Größe" });
    fc.assert(fc.property(fields, (event) => void client.toolCall(event)));
    const { queuedBytes, queued } = client.stats();
    await client.flush();
    const around = '{"events":[]}'.length + queued - 1;
    expect(new TextEncoder().encode(server.requests[0]?.text).length).toBe(queuedBytes + around);
    expect(client.stats().sent).toBe(queued);
  });

  it("may say its id and time itself, in any form that the service takes or as a Date", async () => {
    const { client, server } = await newTestClient();
    const at = new Date("2026-11-20T10:00:00Z");
    expect(client.track({ event_type: "user_prompt", event_id: "mine", timestamp: at })).toBe("mine");
    client.track({ event_type: "user_prompt", timestamp: "2026-11-20T10:00:00+01:00" });
    await client.flush();
    const text = server.requests[0]?.text ?? "";
    expect(server.requests[0]?.events).toMatchObject([
      { event_id: "mine", timestamp: "2026-11-20T10:00:00.000Z" },
      { timestamp: "2026-11-20T10:00:00+01:00" },
    ]);
    expect(text.match(/"event_id"/g)).toHaveLength(2);
    expect(text.match(/"timestamp"/g)).toHaveLength(2);
  });

  it("is cut to what the service takes, with a mark, and counted", async () => {
    const { client, server } = await newTestClient();
    client.llmCall({
      model: "m".repeat(10_000),
      metadata: { prompt: "é".repeat(100_000), more: { list: Array(9_999) } },
    });
    client.toolCall({ tool_name: "t", org_id: "org_other", shoe_size: 44 } as never);
    await client.flush();
    const [cut, extra] = server.requests[0]?.events ?? [];
    expect(cut?.model).toHaveLength(128);
    expect(cut?.model).toMatch(/…$/);
    const metadata = cut?.metadata as { prompt: string };
    expect(new TextEncoder().encode(JSON.stringify(metadata)).length).toBeLessThanOrEqual(16_384);
    expect(metadata.prompt).toMatch(/^é+…$/);
    expect(extra).toMatchObject({ tool_name: "t", metadata: { shoe_size: 44 } });
    expect(extra).not.toHaveProperty("org_id");
    expect(client.stats()).toMatchObject({ truncated: 1, sent: 2 });
  });
});

describe("hostile arguments", () => {
  const fail = () => {
    throw new Error("hostile");
  };
  const circular: Record<string, unknown> = {};
  circular.self = circular;
  const getter = Object.defineProperty({ event_type: "tool_call" }, "model", { get: fail, enumerable: true });
  const { proxy: revoked, revoke } = Proxy.revocable({}, {});
  revoke();

  it.each<[string, unknown]>([
    ["nothing", undefined],
    ["null", null],
    ["a text", "tool_call"],
    ["a number", 1n],
    ["a symbol", Symbol("x")],
    ["an array", ["tool_call"]],
    ["a function", fail],
    ["no type", { tool_name: "x" }],
    ["a type that is no text", { event_type: { toString: fail } }],
    ["a revoked proxy", revoked],
    ["a proxy that throws", new Proxy({}, { ownKeys: fail })],
  ])("track() drops %s and says so in its counters", async (_name, event) => {
    const { client } = await newTestClient();
    expect(() => client.track(event as never)).not.toThrow();
    expect(client.stats()).toMatchObject({ dropped: { invalid: 1 }, queued: 0 });
  });

  it.each<[string, Record<string, unknown>]>([
    ["circular metadata", { metadata: circular }],
    ["metadata that is no object", { metadata: "text" }],
    ["BigInt", { input_tokens: 5n, metadata: { n: 5n } }],
    ["symbols and functions", { model: Symbol("m"), tool_name: fail, metadata: { s: Symbol("x"), f: fail } }],
    ["a proxy as metadata", { metadata: revoked }],
    ["frozen objects", Object.freeze({ metadata: Object.freeze({ a: Object.freeze([1]) }) })],
    ["objects for texts", { model: circular, user_id: new Map() }],
    ["a date that is none", { timestamp: new Date(Number.NaN) }],
    ["a toJSON that throws", { metadata: { toJSON: fail } }],
    ["endless text", { error_message: "x".repeat(5_000_000), metadata: { y: "y".repeat(5_000_000) } }],
    ["half characters", { model: "\ud800", metadata: { x: "\udfff" } }],
    ["names of Object", { constructor: 1, hasOwnProperty: 2, toString: 3 }],
  ])("sends an event with %s as JSON of bounded size", async (_name, fields) => {
    const { client, server } = await newTestClient();
    client.track({ event_type: "tool_call", ...fields } as never);
    await client.flush();
    expect(server.requests[0]?.events).toMatchObject([{ event_type: "tool_call" }]);
    expect(server.requests[0]?.text.length).toBeLessThan(64 * 1024);
    expect(client.stats().sent).toBe(1);
  });

  it("leaves out what a getter does not give and keeps the rest", async () => {
    const { client, server } = await newTestClient();
    client.track(Object.assign(getter, { tool_name: "kept" }) as never);
    await client.flush();
    expect(server.requests[0]?.events[0]).toMatchObject({ event_type: "tool_call", tool_name: "kept" });
  });

  it("nothing else throws either", async () => {
    const { client } = await newTestClient();
    for (const value of [undefined, null, 1, "x", revoked, Symbol("x"), circular] as never[]) {
      client.llmCall(value);
      client.toolCall(value);
      client.error(value, value);
      client.child(value).heartbeat(value);
      client.startSession(value).end(value);
      client.wrap(value, value);
      await client.flush(value);
    }
    expect(client.stats().sent).toBeGreaterThan(0);
  });

  it.each<[string, unknown]>([
    ["nothing", undefined],
    ["null", null],
    ["no key", {}],
    ["a key that is no header", { apiKey: "fg\nx" }],
    ["a key that is no text", { apiKey: Symbol("k") }],
    ["no address", { apiKey: "k", endpoint: "not an address" }],
    ["an address of another kind", { apiKey: "k", endpoint: "ftp://x" }],
  ])("createClient() with %s makes a client that does nothing and warns once", (_name, options) => {
    const warnings: string[] = [];
    vi.spyOn(console, "warn").mockImplementation((text: string) => void warnings.push(text));
    const hears = typeof options === "object"
      ? { ...options, onWarning: (text: string) => warnings.push(text) }
      : options;
    const client = createClient(hears as never);
    client.heartbeat();
    expect(client.stats()).toMatchObject({ dropped: { disabled: 1 } });
    expect(warnings).toHaveLength(1);
  });

  it("uses defaults in the place of numbers that are none", async () => {
    const { client, server, warnings } = await newTestClient({ maxBatchEvents: -5, requestTimeoutMs: Number.NaN });
    client.heartbeat();
    await client.flush();
    expect(server.requests).toHaveLength(1);
    expect(warnings).toHaveLength(2);
  });

  it("does not mind a listener or a waitUntil that throws", async () => {
    const { client, server } = await newTestClient({ onWarning: fail, waitUntil: fail, maxInFlight: 0 });
    client.heartbeat();
    await client.flush();
    expect(server.requests).toHaveLength(1);
  });
});

describe("redact()", () => {
  it("decides what leaves, before anything is cut", async () => {
    const secret = `${"x".repeat(1_020)}sk-secret`;
    const seen: string[] = [];
    const { client, server } = await newTestClient({
      redact: (event) => {
        seen.push(event.error_message ?? "");
        return { ...event, error_message: event.error_message?.replace(/sk-\w+/, "[key]") ?? "" };
      },
    });
    client.track({ event_type: "error", error_message: secret });
    await client.flush();
    expect(seen).toEqual([secret]);
    expect(server.requests[0]?.text).not.toContain("sk-");
  });

  it("drops what it returns nothing for, and what it fails on, and never sends that", async () => {
    const { client, server, warnings } = await newTestClient({
      redact: (event) => {
        if (event.tool_name === "throws") throw new Error("redaction");
        return event.tool_name === "secret" ? null : event;
      },
    });
    for (const name of ["secret", "throws", "throws", "fine"]) client.toolCall({ tool_name: name });
    await client.flush();
    expect(server.requests.flatMap(({ events }) => events)).toMatchObject([{ tool_name: "fine" }]);
    expect(client.stats().dropped).toEqual({ redacted: 1, redact_failed: 2 });
    expect(warnings).toHaveLength(1);
  });

  it("must answer at once: a promise is a failure", async () => {
    const { client, server } = await newTestClient({ redact: (event) => Promise.resolve(event) as never });
    client.heartbeat();
    await client.flush();
    expect(server.requests).toEqual([]);
    expect(client.stats().dropped).toEqual({ redact_failed: 1 });
  });

  it("gets a copy: the host's objects stay as they are", async () => {
    const { client } = await newTestClient({
      redact: (event) => {
        if (event.metadata) (event.metadata.deep as { value: number }).value = 0;
        return event;
      },
    });
    const metadata = { deep: { value: 7 } };
    client.toolCall({ metadata });
    expect(metadata.deep.value).toBe(7);
  });
});

describe("sampling", () => {
  it("keeps the share asked for, and every error, failure and alert", async () => {
    const { client, server } = await newTestClient({
      sample: { tool_call: 0, llm_request: 0.5, error: 0, security_alert: 0 },
      maxBatchEvents: 1_000,
    });
    for (let i = 0; i < 400; i++) client.llmCall({ model: "m" });
    client.toolCall({ tool_name: "sampled" });
    client.toolCall({ tool_name: "failed", success: false });
    client.error(new Error("x"));
    client.securityAlert({ severity: "high" });
    await client.flush();
    const events = server.requests.flatMap((request) => request.events);
    const calls = events.filter(({ event_type: type }) => type === "llm_request").length;
    expect(calls).toBeGreaterThan(120);
    expect(calls).toBeLessThan(280);
    expect(events.filter(({ event_type: type }) => type !== "llm_request").map(({ event_type: type }) => type)).toEqual(
      [
        "tool_call",
        "error",
        "security_alert",
      ],
    );
    expect(client.stats().dropped.sampled).toBe(401 - calls);
  });
});

describe("children and sessions", () => {
  it("say more than their parents, in the same requests", async () => {
    const { client, server } = await newTestClient({ metadata: { host: "h1" } });
    const child = client.child({ user: "ben", metadata: { job: 7 } });
    child.toolCall({ tool_name: "t", user_id: "cyd", metadata: { step: 1 } });
    child.child({ session: "s9" }).heartbeat();
    client.heartbeat();
    await child.flush();
    expect(server.requests).toHaveLength(1);
    expect(server.requests[0]?.events).toMatchObject([
      { user_id: "cyd", agent_id: "tester", metadata: { host: "h1", job: 7, step: 1 } },
      { user_id: "ben", session_id: "s9", metadata: { host: "h1", job: 7 } },
      { user_id: "unknown", session_id: "unknown", metadata: { host: "h1" } },
    ]);
  });

  it("a session has an id of its own, and ends once, at the end of its block", async () => {
    const { client, server } = await newTestClient();
    let id = "";
    {
      await using session = client.startSession({ user: "ana" });
      id = session.id;
      session.userPrompt();
      session.codeGenerated({ lines_added: 3, lines_removed: 1 });
      session.pullRequest({ repo: "r" });
    }
    await client.flush();
    const events = server.requests.flatMap((request) => request.events);
    expect(events.map(({ event_type: type }) => type)).toEqual([
      "session_start",
      "user_prompt",
      "code_generated",
      "pr_created",
      "session_end",
    ]);
    expect(new Set(events.map(({ session_id: session }) => session))).toEqual(new Set([id]));
    expect(events.at(-1)).toMatchObject({ duration_ms: expect.any(Number), user_id: "ana" });

    const again = client.startSession({ session: "given" });
    again.end({ success: true });
    again.end();
    await client.flush();
    expect(server.requests.flatMap((request) => request.events).slice(5)).toMatchObject([
      { event_type: "session_start", session_id: "given" },
      { event_type: "session_end", session_id: "given", success: true },
    ]);
  });

  it("methods work when they are taken off the client", async () => {
    const { client, server } = await newTestClient();
    const { track, toolCall, flush } = client;
    track({ event_type: "agent_heartbeat" });
    toolCall({ tool_name: "x" });
    await flush();
    expect(server.requests[0]?.events).toHaveLength(2);
  });
});

describe("error()", () => {
  it.each<[string, unknown, object]>([
    ["an error", new RangeError("too far"), { error_type: "RangeError", error_message: "too far" }],
    ["a plain error", new Error("plain"), { error_type: "Error", error_message: "plain" }],
    ["a system error", Object.assign(new Error("gone"), { code: "ENOENT" }), { error_type: "ENOENT" }],
    ["an answer's error", Object.assign(new Error("busy"), { status: 529 }), { status_code: 529 }],
    ["a text", "went wrong", { error_type: "string", error_message: "went wrong" }],
    ["nothing", undefined, { error_type: "undefined", error_message: "undefined" }],
    ["an object", { message: "odd" }, { error_type: "Error", error_message: "odd" }],
  ])("describes %s", async (_name, thrown, fields) => {
    const { client, server } = await newTestClient();
    client.error(thrown, { tool_name: "given" });
    await client.flush();
    expect(server.requests[0]?.events[0]).toMatchObject({ event_type: "error", tool_name: "given", ...fields });
  });

  it("is sent sooner than the rest, and takes along what waits", async () => {
    const { client, server } = await newTestClient({ flushIntervalMs: 2_000 });
    client.heartbeat();
    client.error(new Error("x"));
    await until(() => server.requests.length > 0);
    expect(server.requests[0]?.at).toBeLessThan(performance.now());
    expect(server.requests[0]?.events).toHaveLength(2);
  });
});

describe("shutdown()", () => {
  it("sends what is held and takes no more", async () => {
    const { client, server } = await newTestClient();
    client.heartbeat();
    expect(await client.shutdown()).toBe(true);
    client.heartbeat();
    client.child({}).heartbeat();
    expect(await client.flush()).toBe(true);
    expect(server.requests.flatMap(({ events }) => events)).toHaveLength(1);
    expect(client.stats()).toMatchObject({ sent: 1, dropped: { closed: 2 } });
  });

  it("comes with the end of an `await using` block", async () => {
    const { server } = await newTestClient();
    {
      await using client = createClient({ apiKey: "k", endpoint: server.url });
      client.heartbeat();
    }
    expect(server.requests).toHaveLength(1);
  });
});
