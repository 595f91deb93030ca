import { OTLPLogExporter as JsonLogExporter } from "@opentelemetry/exporter-logs-otlp-http";
import { OTLPLogExporter as ProtobufLogExporter } from "@opentelemetry/exporter-logs-otlp-proto";
import {
  AggregationTemporalityPreference,
  OTLPMetricExporter as JsonMetricExporter,
} from "@opentelemetry/exporter-metrics-otlp-http";
import { OTLPMetricExporter as ProtobufMetricExporter } from "@opentelemetry/exporter-metrics-otlp-proto";
import { OTLPTraceExporter as JsonTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { OTLPTraceExporter as ProtobufTraceExporter } from "@opentelemetry/exporter-trace-otlp-proto";
import { resourceFromAttributes } from "@opentelemetry/resources";
import { BatchLogRecordProcessor, LoggerProvider } from "@opentelemetry/sdk-logs";
import { MeterProvider, PeriodicExportingMetricReader } from "@opentelemetry/sdk-metrics";
import { BatchSpanProcessor, TracerProvider } from "@opentelemetry/sdk-trace";
import { context, trace } from "@opentelemetry/api";
import { describe, expect, inject, it } from "vitest";
import { askClickHouse, until } from "../helpers/stack-client.ts";
import { newTenant, type TestTenant } from "../helpers/tenant.ts";

const facts = inject("stack");
const RESOURCE = resourceFromAttributes({ "service.name": "claude-code", "service.version": "2.1.0" });
const SESSION = { "session.id": "ses-exporters", "user.email": "ana@example.com" };

/** How an exporter is set up. */
interface Setting {
  encoding: "json" | "protobuf";
  compression: "gzip" | "none";
}

const settings: Setting[] = [
  { encoding: "json", compression: "none" },
  { encoding: "json", compression: "gzip" },
  { encoding: "protobuf", compression: "none" },
  { encoding: "protobuf", compression: "gzip" },
];

function optionsFor(tenant: TestTenant, signal: string, { compression }: Setting) {
  return {
    url: `${facts.urls.edge}/v1/otlp/v1/${signal}`,
    headers: { authorization: `Bearer ${tenant.apiKey}` },
    compression: compression as never,
  };
}

/** One call of a model, as Claude Code logs it. */
async function sendLogs(tenant: TestTenant, setting: Setting): Promise<void> {
  const options = optionsFor(tenant, "logs", setting);
  const exporter = setting.encoding === "json" ? new JsonLogExporter(options) : new ProtobufLogExporter(options);
  const provider = new LoggerProvider({ resource: RESOURCE, processors: [new BatchLogRecordProcessor({ exporter })] });
  provider.getLogger("com.anthropic.claude_code.events").emit({
    severityNumber: 9,
    body: "claude_code.api_request",
    attributes: {
      ...SESSION,
      "event.name": "api_request",
      "event.sequence": 1,
      model: "claude-sonnet-4-5",
      input_tokens: 20,
      output_tokens: 7,
      cache_read_tokens: 1_000,
      cache_creation_tokens: 30,
      cost_usd: 0.0125,
    },
  });
  await provider.shutdown();
}

/** The same usage as metrics, in two export cycles, and lines of code beside it. */
async function sendMetrics(
  tenant: TestTenant,
  setting: Setting,
  temporalityPreference: AggregationTemporalityPreference,
): Promise<void> {
  const options = { ...optionsFor(tenant, "metrics", setting), temporalityPreference };
  const exporter = setting.encoding === "json" ? new JsonMetricExporter(options) : new ProtobufMetricExporter(options);
  const reader = new PeriodicExportingMetricReader({ exporter, exportIntervalMillis: 3_600_000 });
  const provider = new MeterProvider({ resource: RESOURCE, readers: [reader] });
  const meter = provider.getMeter("com.anthropic.claude_code");
  const [tokens, cost] = [
    meter.createCounter("claude_code.token.usage"),
    meter.createCounter("claude_code.cost.usage"),
  ];
  const lines = meter.createCounter("claude_code.lines_of_code.count");
  for (const [input, usd, added] of [[15, 0.01, 3], [5, 0.0025, 4]] as const) {
    tokens.add(input, { ...SESSION, model: "claude-sonnet-4-5", type: "input" });
    cost.add(usd, { ...SESSION, model: "claude-sonnet-4-5" });
    lines.add(added, { ...SESSION, type: "added" });
    await provider.forceFlush();
  }
  await provider.shutdown();
}

/** An agent's run with a model's call and a tool in it, by the GenAI conventions. */
async function sendSpans(tenant: TestTenant, setting: Setting): Promise<void> {
  const options = optionsFor(tenant, "traces", setting);
  const exporter = setting.encoding === "json" ? new JsonTraceExporter(options) : new ProtobufTraceExporter(options);
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ "service.name": "trip-planner" }),
    spanProcessors: [new BatchSpanProcessor({ exporter })],
  });
  const tracer = provider.getTracer("app");
  const usage = { "gen_ai.usage.input_tokens": 500, "gen_ai.usage.output_tokens": 50 };
  const agent = tracer.startSpan("invoke_agent planner", {
    attributes: { "gen_ai.operation.name": "invoke_agent", "gen_ai.conversation.id": "ses-spans", ...usage },
  });
  const inside = trace.setSpan(context.active(), agent);
  tracer.startSpan("chat gpt-5", {
    attributes: {
      "gen_ai.operation.name": "chat",
      "gen_ai.response.model": "gpt-5",
      "gen_ai.usage.cache_read.input_tokens": 400,
      ...usage,
    },
  }, inside).end();
  tracer.startSpan("execute_tool weather", {
    attributes: { "gen_ai.operation.name": "execute_tool", "gen_ai.tool.name": "weather" },
  }, inside).end();
  agent.end();
  await provider.shutdown();
}

const FIGURES = `SELECT sum(input_tokens) AS input, sum(cache_read_tokens) AS cached, sum(output_tokens) AS output,
  toFloat64(sumIf(cost_usd, cost_source = 'reported')) AS cost, sum(lines_added) AS added,
  countIf(event_type = 'llm_request') AS requests, countIf(event_type = 'tool_call') AS tools,
  groupUniqArray(session_id) AS sessions
  FROM events FINAL WHERE org_id = {org:String}`;

async function expectFigures(tenant: TestTenant, expected: Record<string, unknown>): Promise<void> {
  const read = async () =>
    (await askClickHouse<Record<string, unknown>>(facts, tenant.region, FIGURES, { org: tenant.orgId }))[0] ?? {};
  await until(
    read,
    (figures) =>
      Object.entries(expected).every(([key, value]) => JSON.stringify(figures[key]) === JSON.stringify(value)),
  );
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  expect(await read()).toMatchObject(expected);
}

describe.each(settings)("the OpenTelemetry JS exporters: $encoding, compression $compression", (setting) => {
  const { CUMULATIVE, DELTA } = AggregationTemporalityPreference;

  it.concurrent.each([["cumulative", CUMULATIVE], ["delta", DELTA]])(
    "send logs and %s metrics of a session, and it is counted once",
    async (_name, temporality) => {
      const tenant = await newTenant(facts, "eu");
      await sendMetrics(tenant, setting, temporality);
      await sendLogs(tenant, setting);
      await expectFigures(tenant, {
        input: 20,
        cached: 1_000,
        output: 7,
        cost: 0.0125,
        added: 7,
        requests: 1,
        sessions: ["ses-exporters"],
      });
    },
  );

  it.concurrent("send spans, and a call counts by the innermost", async () => {
    const tenant = await newTenant(facts, "us");
    await sendSpans(tenant, setting);
    await expectFigures(tenant, {
      input: 100,
      cached: 400,
      output: 50,
      requests: 1,
      tools: 1,
      sessions: ["ses-spans"],
    });
  });
});
