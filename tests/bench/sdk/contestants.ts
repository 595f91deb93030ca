/** A client to measure: a module that makes it, and what recording one model call looks like with it. */
export interface Contestant {
  name: string;
  /** Only what a host needs to send events; bundled, it is what the host pays. */
  imports: string;
  /** Makes `client`; `URL` is where to send. */
  setUp: string;
  /** Records one call, `i` being its number. */
  record: string;
  /** Sends everything. */
  flush: string;
}

/** All of them batch by the same rules, as far as they can be told to. */
const BATCH = 250;
const QUEUE = 100_000;

/** The same model call, said as each client would have it. */
export const CONTESTANTS: readonly Contestant[] = [
  {
    name: "@fleetglass/sdk",
    imports: 'import { createClient } from "@fleetglass/sdk";',
    setUp: `const client = createClient({ apiKey: "fg_eu_bench", endpoint: URL, agent: "bench", version: "1.0.0",
      user: "ana@example.com", session: "session-1", team: "platform", maxBatchEvents: ${BATCH}, maxQueueEvents: ${QUEUE},
      maxQueueBytes: 1e9, flushIntervalMs: 60_000 });`,
    record:
      `client.llmCall({ provider: "anthropic", model: "claude-sonnet-4-5", input_tokens: 1200 + i, output_tokens: 340,
      cache_read_tokens: 18000, cost_usd: 0.01825, duration_ms: 2400, success: true });`,
    flush: "await client.flush({ timeoutMs: 60_000 });",
  },
  {
    name: "posthog-node",
    imports: 'import { PostHog } from "posthog-node";',
    setUp: `const client = new PostHog("phc_bench", { host: URL, flushAt: ${QUEUE}, maxBatchSize: ${BATCH},
      maxQueueSize: ${QUEUE}, flushInterval: 60_000 });`,
    record: `client.capture({ distinctId: "ana@example.com", event: "$ai_generation", properties: {
      $ai_trace_id: "session-1", $ai_provider: "anthropic", $ai_model: "claude-sonnet-4-5", $ai_input_tokens: 1200 + i,
      $ai_output_tokens: 340, $ai_cache_read_input_tokens: 18000, $ai_total_cost_usd: 0.01825, $ai_latency: 2.4,
      $ai_is_error: false, agent: "bench", version: "1.0.0", team: "platform" } });`,
    flush: "await client.flush();",
  },
  {
    name: "langfuse",
    imports: 'import { Langfuse } from "langfuse";',
    setUp: `const client = new Langfuse({ publicKey: "pk", secretKey: "sk", baseUrl: URL, flushAt: ${QUEUE},
      flushInterval: 60_000 });`,
    record: `client.generation({ traceId: "session-1", name: "llm", model: "claude-sonnet-4-5",
      usageDetails: { input: 1200 + i, output: 340, cache_read: 18000 }, costDetails: { total: 0.01825 },
      metadata: { provider: "anthropic", agent: "bench", version: "1.0.0", team: "platform", user: "ana@example.com",
        duration_ms: 2400, success: true } });`,
    flush: "await client.flushAsync();",
  },
  {
    name: "OpenTelemetry BatchSpanProcessor",
    imports: `import { BatchSpanProcessor, TracerProvider } from "@opentelemetry/sdk-trace";
      import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";`,
    setUp: `const processor = new BatchSpanProcessor({
      exporter: new OTLPTraceExporter({ url: URL + "/v1/traces", compression: "gzip" }), maxQueueSize: ${QUEUE}, maxExportBatchSize: ${BATCH}, scheduledDelayMillis: 60_000 });
      const tracer = new TracerProvider({ spanProcessors: [processor] }).getTracer("bench");`,
    record:
      `tracer.startSpan("chat", { attributes: { "gen_ai.operation.name": "chat", "gen_ai.provider.name": "anthropic",
      "gen_ai.request.model": "claude-sonnet-4-5", "gen_ai.usage.input_tokens": 1200 + i, "gen_ai.usage.output_tokens": 340,
      "gen_ai.usage.cache_read.input_tokens": 18000, "gen_ai.cost": 0.01825, "session.id": "session-1",
      "user.id": "ana@example.com", "service.version": "1.0.0", team: "platform" } }).end();`,
    flush: "await processor.forceFlush();",
  },
];
