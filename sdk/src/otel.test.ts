import { describe, expect, it } from "vitest";
import { newTestClient } from "../test/test-client.ts";
import { type FinishedSpan, FleetglassSpanProcessor } from "./otel.ts";

const span = (attributes: Record<string, unknown>, more: Partial<FinishedSpan> = {}): FinishedSpan => ({
  name: "span",
  attributes,
  startTime: [1_790_000_000, 500_000_000],
  duration: [1, 250_000_000],
  status: { code: 0 },
  spanContext: () => ({ traceId: "t".repeat(32), spanId: "s".repeat(16) }),
  ...more,
});

describe("FleetglassSpanProcessor", () => {
  it("records spans of models and tools with their time, ids and disjoint counts, and no others", async () => {
    const { client, server } = await newTestClient();
    const processor = new FleetglassSpanProcessor(client);
    processor.onStart();
    processor.onEnd(span({
      "gen_ai.operation.name": "chat",
      "gen_ai.provider.name": "openai",
      "gen_ai.request.model": "gpt-5",
      "gen_ai.response.model": "gpt-5-2026",
      "gen_ai.conversation.id": "conv-1",
      "gen_ai.usage.input_tokens": 1_000,
      "gen_ai.usage.output_tokens": 300,
      "gen_ai.usage.cache_read.input_tokens": 600,
    }));
    processor.onEnd(span({ "gen_ai.operation.name": "execute_tool", "gen_ai.tool.name": "grep", "error.type": "E" }, {
      status: { code: 2, message: "failed" },
    }));
    processor.onEnd(span({ "gen_ai.operation.name": "invoke_agent" }));
    processor.onEnd(span({ "http.route": "/" }));
    processor.onEnd(undefined as never);
    await processor.forceFlush();
    await processor.shutdown();
    expect(server.requests.flatMap(({ events }) => events)).toMatchObject([
      {
        event_type: "llm_request",
        timestamp: 1_790_000_001_750,
        duration_ms: 1_250,
        trace_id: "t".repeat(32),
        span_id: "s".repeat(16),
        session_id: "conv-1",
        provider: "openai",
        model: "gpt-5-2026",
        input_tokens: 400,
        cache_read_tokens: 600,
        output_tokens: 300,
        success: true,
      },
      { event_type: "tool_call", tool_name: "grep", success: false, error_type: "E", error_message: "failed" },
    ]);
  });
});
