/**
 * Records OpenTelemetry's GenAI spans.
 *
 * ```ts
 * import { NodeTracerProvider } from "@opentelemetry/sdk-trace-node";
 * import { FleetglassSpanProcessor } from "@fleetglass/sdk/otel";
 *
 * new NodeTracerProvider({ spanProcessors: [new FleetglassSpanProcessor(fleetglass)] }).register();
 * ```
 *
 * @module
 */
import type { Client } from "./client.ts";
import type { EventFields, EventType } from "./event.ts";
import { tokens } from "./model-call.ts";

/** As much of a finished span as is read. */
export interface FinishedSpan {
  name: string;
  attributes: Record<string, unknown>;
  /** Seconds and nanoseconds. */
  startTime: [number, number];
  duration: [number, number];
  /** `code` 2 is an error. */
  status: { code: number; message?: string };
  spanContext(): { traceId: string; spanId: string };
}

const ERROR_STATUS = 2;

/** What each `gen_ai.operation.name` is. Spans without one, or of agents as a whole, are no events. */
const OPERATIONS: Record<string, EventType> = {
  chat: "llm_request",
  text_completion: "llm_request",
  generate_content: "llm_request",
  embeddings: "llm_request",
  execute_tool: "tool_call",
};

/** A span processor that records model calls and tool calls, whatever instrumentation made their spans. */
export class FleetglassSpanProcessor {
  readonly #client: Pick<Client, "track" | "flush">;

  /** @param client whom to tell; it stays the host's to shut down */
  constructor(client: Pick<Client, "track" | "flush">) {
    this.#client = client;
  }

  onStart(): void {}

  /** Records the span when it is one of a model or a tool. Never throws. */
  onEnd(span: FinishedSpan): void {
    try {
      const type = OPERATIONS[String(span.attributes["gen_ai.operation.name"])];
      if (type !== undefined) this.#client.track({ event_type: type, ...describeSpan(span) });
    } catch {
      // A span in another form is not for us.
    }
  }

  async forceFlush(): Promise<void> {
    await this.#client.flush();
  }

  async shutdown(): Promise<void> {
    await this.#client.flush();
  }
}

function describeSpan(span: FinishedSpan): EventFields {
  const { attributes, startTime, duration, status } = span;
  const { traceId, spanId } = span.spanContext();
  const text = (...names: string[]) => names.map((name) => attributes[name]).find((value) => typeof value === "string");
  const durationMs = toMs(duration);
  const read = tokens(attributes["gen_ai.usage.cache_read.input_tokens"]);
  const written = tokens(attributes["gen_ai.usage.cache_creation.input_tokens"]);
  const usage = attributes["gen_ai.usage.input_tokens"] === undefined ? {} : {
    // The convention counts cached tokens as input, too.
    input_tokens: Math.max(0, tokens(attributes["gen_ai.usage.input_tokens"]) - read - written),
    output_tokens: tokens(attributes["gen_ai.usage.output_tokens"]),
    cache_read_tokens: read,
    cache_creation_tokens: written,
  };
  const fields: Record<string, unknown> = {
    trace_id: traceId,
    span_id: spanId,
    timestamp: Math.round(toMs(startTime) + durationMs),
    duration_ms: Math.round(durationMs),
    success: status.code !== ERROR_STATUS,
    provider: text("gen_ai.provider.name", "gen_ai.system"),
    model: text("gen_ai.response.model", "gen_ai.request.model"),
    tool_name: text("gen_ai.tool.name"),
    session_id: text("gen_ai.conversation.id", "session.id"),
    error_type: text("error.type"),
    error_message: status.code === ERROR_STATUS ? status.message : undefined,
    ...usage,
  };
  return fields;
}

function toMs([seconds, nanoseconds]: [number, number]): number {
  return seconds * 1_000 + nanoseconds / 1_000_000;
}
