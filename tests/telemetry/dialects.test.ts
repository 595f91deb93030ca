import { describe, expect, it } from "vitest";
import { TelemetryLedger } from "../helpers/telemetry-ledger.ts";

const NOW = Date.now();
const nanos = (offsetMs = 0) => String(BigInt(NOW + offsetMs) * 1_000_000n);
type Values = Record<string, string | number | boolean>;

const pairs = (values: Values) =>
  Object.entries(values).map(([key, value]) => ({
    key,
    value: typeof value === "string"
      ? { stringValue: value }
      : typeof value === "boolean"
      ? { boolValue: value }
      : Number.isInteger(value)
      ? { intValue: String(value) }
      : { doubleValue: value },
  }));

interface TestSpan {
  id: number;
  parent?: number;
  name: string;
  values: Values;
  failed?: boolean;
}

const idOf = (id: number) => id.toString(16).padStart(16, "0");

function spansRequest(spans: TestSpan[], resource: Values = { "service.name": "app" }, scope = "test") {
  return {
    resourceSpans: [{
      resource: { attributes: pairs(resource) },
      scopeSpans: [{
        scope: { name: scope },
        spans: spans.map(({ id, parent, name, values, failed }) => ({
          traceId: "0af7651916cd43dd8448eb211c80319c",
          spanId: idOf(id),
          ...(parent === undefined ? {} : { parentSpanId: idOf(parent) }),
          name,
          startTimeUnixNano: nanos(-1_500),
          endTimeUnixNano: nanos(),
          attributes: pairs(values),
          ...(failed ? { status: { code: "STATUS_CODE_ERROR", message: "no" } } : {}),
        })),
      }],
    }],
  };
}

interface TestLog {
  body?: string;
  values: Values;
}

function logsRequest(logs: TestLog[], resource: Values, scope: string) {
  return {
    resourceLogs: [{
      resource: { attributes: pairs(resource) },
      scopeLogs: [{
        scope: { name: scope },
        logRecords: logs.map(({ body, values }) => ({
          timeUnixNano: nanos(),
          body: { stringValue: body ?? "" },
          attributes: pairs(values),
        })),
      }],
    }],
  };
}

interface TestMetric {
  name: string;
  points: [Values, number][];
  cumulative?: boolean;
  histogram?: boolean;
}

function metricsRequest(metrics: TestMetric[], resource: Values, scope = "test") {
  return {
    resourceMetrics: [{
      resource: { attributes: pairs(resource) },
      scopeMetrics: [{
        scope: { name: scope },
        metrics: metrics.map(({ name, points, cumulative, histogram }) => {
          const dataPoints = points.map(([values, amount]) => ({
            attributes: pairs(values),
            startTimeUnixNano: nanos(-60_000),
            timeUnixNano: nanos(),
            ...(histogram ? { count: "1", sum: amount } : { asDouble: amount }),
          }));
          const aggregationTemporality = cumulative ? 2 : 1;
          return histogram
            ? { name, histogram: { dataPoints, aggregationTemporality } }
            : { name, sum: { dataPoints, aggregationTemporality, isMonotonic: true } };
        }),
      }],
    }],
  };
}

const requestsOf = (ledger: TelemetryLedger) =>
  ledger.ofType("llm_request").map((
    { model, provider, input_tokens, cache_read_tokens, output_tokens },
  ) => [provider, model, input_tokens, cache_read_tokens, output_tokens]);

describe("spans of instrumentations", () => {
  it.each<[string, Values, unknown[]]>([
    ["OpenTelemetry's Python instrumentation of OpenAI", {
      "gen_ai.operation.name": "chat",
      "gen_ai.system": "openai",
      "gen_ai.request.model": "gpt-4o-mini",
      "gen_ai.response.model": "gpt-4o-mini-2024-07-18",
      "gen_ai.usage.input_tokens": 90,
      "gen_ai.usage.output_tokens": 12,
    }, ["openai", "gpt-4o-mini-2024-07-18", 90, 0, 12]],
    ["older OpenLLMetry", {
      "llm.request.type": "chat",
      "gen_ai.system": "Anthropic",
      "gen_ai.response.model": "claude-3-5-sonnet-20241022",
      "gen_ai.usage.prompt_tokens": 1_100,
      "gen_ai.usage.completion_tokens": 40,
      "gen_ai.usage.cache_read_input_tokens": 1_000,
      "llm.usage.total_tokens": 1_140,
    }, ["anthropic", "claude-3-5-sonnet-20241022", 100, 1_000, 40]],
    ["an instrumentation that passes on Anthropic's disjoint counts, as the total shows", {
      "gen_ai.operation.name": "chat",
      "gen_ai.provider.name": "anthropic",
      "gen_ai.request.model": "claude-sonnet-4-5",
      "gen_ai.usage.input_tokens": 700,
      "gen_ai.usage.cache_read.input_tokens": 600,
      "gen_ai.usage.output_tokens": 10,
      "gen_ai.usage.total_tokens": 1_310,
    }, ["anthropic", "claude-sonnet-4-5", 700, 600, 10]],
    ["OpenInference", {
      "openinference.span.kind": "LLM",
      "llm.model_name": "gpt-4.1",
      "llm.provider": "openai",
      "llm.token_count.prompt": 50,
      "llm.token_count.completion": 5,
      "llm.token_count.prompt_details.cache_read": 20,
    }, ["openai", "gpt-4.1", 30, 20, 5]],
    ["LiteLLM", {
      "gen_ai.operation.name": "acompletion",
      "gen_ai.system": "openai",
      "gen_ai.request.model": "gpt-5",
      "gen_ai.usage.prompt_tokens": 33,
      "gen_ai.usage.completion_tokens": 3,
      "gen_ai.cost.total_cost": 0.0125,
    }, ["openai", "gpt-5", 33, 0, 3]],
  ])("of %s become one request with disjoint tokens", async (_name, values, expected) => {
    const ledger = new TelemetryLedger();
    await ledger.post("traces", spansRequest([{ id: 1, name: "x", values }]));
    expect(requestsOf(ledger)).toEqual([expected]);
    expect(ledger.ofType("llm_request")[0]).toMatchObject({ duration_ms: 1_500, success: true });
  });

  const usage = { "gen_ai.usage.input_tokens": 100, "gen_ai.usage.output_tokens": 10 };
  const chat = { "gen_ai.operation.name": "chat", "gen_ai.request.model": "m", ...usage };
  const nested: TestSpan[] = [
    { id: 1, name: "crew", values: { "gen_ai.operation.name": "invoke_agent", ...usage } },
    { id: 2, parent: 1, name: "ChatOpenAI.chat", values: chat },
    { id: 3, parent: 2, name: "POST", values: { "http.request.method": "POST" } },
    { id: 4, parent: 3, name: "openai.chat", values: chat },
  ];

  it.each([
    ["together", [nested]],
    ["innermost first, each alone", nested.toReversed().map((span) => [span])],
    ["outermost first, each alone", nested.map((span) => [span])],
  ])("that nest count once, by the innermost: %s", async (_name, batches) => {
    const ledger = new TelemetryLedger();
    for (const batch of batches) await ledger.post("traces", spansRequest(batch));
    expect([ledger.sum("input_tokens"), ledger.sum("output_tokens"), ledger.ofType("llm_request").length])
      .toEqual([100, 10, 1]);
    expect(ledger.liveSums()).toEqual(ledger.rowSums());
  });

  it("of an agent alone give its usage, and say how its run went", async () => {
    const ledger = new TelemetryLedger();
    await ledger.post("traces", spansRequest([{ ...nested[0], failed: true } as TestSpan]));
    expect(ledger.sum("input_tokens")).toBe(100);
    expect(ledger.ofType("task_complete")).toMatchObject([{ success: false, error_message: "no" }]);
    expect(ledger.ofType("llm_request")).toEqual([]);
  });

  it("win over the metrics of their program, which name no session", async () => {
    const resource = { "service.name": "planner", "service.instance.id": "i-1" };
    const metric = (type: string, amount: number): [Values, number] => [{ "gen_ai.token.type": type }, amount];
    const metrics = metricsRequest([
      {
        name: "gen_ai.client.token.usage",
        points: [metric("input", 100), metric("output", 10)],
        cumulative: true,
        histogram: true,
      },
    ], resource);
    const ledger = new TelemetryLedger();
    await ledger.post("metrics", metrics);
    expect(ledger.sum("input_tokens")).toBe(100);
    await ledger.post("traces", spansRequest([{ id: 9, name: "chat m", values: chat }], resource));
    expect([ledger.sum("input_tokens"), ledger.sum("output_tokens")]).toEqual([100, 10]);
  });

  it("get the session that another span of their trace names in a later request", async () => {
    const ledger = new TelemetryLedger();
    await ledger.post("traces", spansRequest([{ id: 2, parent: 1, name: "chat m", values: chat }]));
    const root = {
      id: 1,
      name: "run",
      values: { "gen_ai.operation.name": "invoke_agent", "langfuse.session.id": "chat-7" },
    };
    await ledger.post("traces", spansRequest([root]));
    expect(new Set(ledger.events.map((event) => event.session_id))).toEqual(new Set(["chat-7"]));
  });
});

describe("Cursor", () => {
  const resource = { "service.name": "cursor", "cursor.team.id": 42, "cursor.surface": "cli", "cursor.user.id": 7 };
  const request: TestLog = {
    body: "api_request",
    values: {
      "cursor.event.id": "ev-1",
      "cursor.conversation.id": "conv-1",
      "cursor.model.name": "claude-4.5-sonnet",
      "cursor.api.request.input_tokens": 100,
      "cursor.api.request.output_tokens": 20,
      "cursor.api.request.cache_read_tokens": 500,
      "cursor.api.request.cache_creation_tokens": 10,
    },
  };
  const tokens = (type: string, amount: number): [Values, number] => [
    { "cursor.token.type": type, "cursor.model.name": "claude-4.5-sonnet" },
    amount,
  ];
  const metrics = metricsRequest(
    [
      { name: "cursor.token.usage", points: [tokens("input", 100), tokens("output", 20), tokens("cache_read", 500)] },
      { name: "cursor.cost.usage", points: [[{ "cursor.model.name": "claude-4.5-sonnet" }, 0.0425]] },
      { name: "cursor.tool.calls", points: [[{ "cursor.tool.name": "Shell", "cursor.tool.status": "failure" }, 2]] },
    ],
    resource,
    "cursor.telemetry",
  );

  it.each([["logs", "metrics"], ["metrics", "logs"]] as const)(
    "sends %s and then %s: tokens count once, cost and tools come from metrics",
    async (...order) => {
      const bodies = { metrics, logs: logsRequest([request, request], resource, "cursor.telemetry") };
      const ledger = new TelemetryLedger();
      for (const signal of order) await ledger.post(signal, bodies[signal]);
      expect(ledger.tokens()).toMatchObject({
        input_tokens: 100,
        output_tokens: 20,
        cache_read_tokens: 500,
        cache_creation_tokens: 10,
      });
      expect(ledger.sum("cost_usd")).toBe(0.0425);
      expect(ledger.ofType("llm_request")).toMatchObject([{ session_id: "conv-1", user_id: "7", agent_id: "cursor" }]);
      expect(ledger.ofType("tool_call").map((event) => [event.tool_name, event.success])).toEqual([["Shell", false], [
        "Shell",
        false,
      ]]);
    },
  );
});

describe("Claude Code", () => {
  const resource = { "service.name": "claude-code", "service.version": "2.1.224" };
  const who = { "session.id": "cc-1", "user.email": "ana@example.com" };
  const counts = { input_tokens: 2, output_tokens: 1_200, cache_read_tokens: 84_562, cache_creation_tokens: 7_096 };
  const spans = spansRequest([
    { id: 1, name: "claude_code.interaction", values: { ...who, "span.type": "interaction" } },
    {
      id: 2,
      parent: 1,
      name: "claude_code.llm_request",
      values: { ...who, ...counts, model: "claude-opus-5", success: true },
    },
    { id: 3, parent: 1, name: "claude_code.tool", values: { ...who, tool_name: "Bash" } },
    { id: 4, parent: 3, name: "claude_code.tool.execution", values: { ...who, success: true } },
  ], resource);
  const logs = logsRequest(
    [
      { body: "claude_code.user_prompt", values: { ...who, "event.name": "user_prompt", "event.sequence": 1 } },
      {
        body: "claude_code.api_request",
        values: {
          ...who,
          ...counts,
          "event.name": "api_request",
          "event.sequence": 2,
          model: "claude-opus-5",
          cost_usd: 0.5,
        },
      },
      {
        body: "claude_code.tool_result",
        values: { ...who, "event.name": "tool_result", "event.sequence": 3, tool_name: "Bash", success: "true" },
      },
      {
        body: "claude_code.subagent_completed",
        values: { ...who, "event.name": "subagent_completed", "event.sequence": 4, total_tokens: 999 },
      },
    ],
    resource,
    "com.anthropic.claude_code.events",
  );
  const expected = { ...counts, requests: 1, prompts: 1, tools: 1 };

  it.each(
    [
      ["spans alone", [["traces", spans]]],
      ["logs alone", [["logs", logs]]],
      ["spans, then logs", [["traces", spans], ["logs", logs]]],
      ["logs, then spans", [["logs", logs], ["traces", spans]]],
    ] as const,
  )("is counted once by %s", async (_name, posts) => {
    const ledger = new TelemetryLedger();
    for (const [signal, body] of posts) await ledger.post(signal, body);
    expect({
      ...ledger.tokens(),
      requests: ledger.ofType("llm_request").length,
      prompts: ledger.ofType("user_prompt").length,
      tools: ledger.ofType("tool_call").length,
    }).toMatchObject(expected);
    expect(ledger.liveSums()).toEqual(ledger.rowSums());
  });

  it("without session ids in metrics is counted once, for each user apart", async () => {
    const usage = (
      email: string,
    ): [Values, number] => [{ "user.email": email, model: "claude-opus-5", type: "output" }, 1_200];
    const metrics = metricsRequest(
      [
        { name: "claude_code.token.usage", points: [usage("ana@example.com"), usage("bo@example.com")] },
      ],
      resource,
      "com.anthropic.claude_code",
    );
    const ledger = new TelemetryLedger();
    await ledger.post("metrics", metrics);
    await ledger.post("logs", logs);
    expect(ledger.sum("output_tokens")).toBe(2_400);
    expect(ledger.events.filter((event) => event.source === "otlp_metrics").map((event) => event.user_id)).toEqual([
      "bo@example.com",
    ]);
  });
});

describe("a record without any time", () => {
  it("is one event, however often it is sent", async () => {
    const request = { resourceLogs: [{ scopeLogs: [{ logRecords: [{ body: { stringValue: "hello" } }] }] }] };
    const ledger = new TelemetryLedger();
    for (let i = 0; i < 3; i++) await ledger.post("logs", request);
    expect(ledger.events).toHaveLength(1);
  });
});
