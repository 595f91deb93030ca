import { splitTokens, type TokenType } from "../../../../contract/tokens.ts";
import { type Attributes, flagOf, numberOf, textOf } from "../records/attributes.ts";
import { type Client, type Draft, type MetricReading, NOISE, type SpanReading } from "./draft.ts";

/** Its input includes cached tokens and its output includes reasoning. */
const RULE = { inputHasCache: true, outputHasReasoning: true };

/** Codex CLI: logs, spans and metrics, each of which reports all usage. */
export const CODEX_CLI: Client = {
  agentId: "codex-cli",
  ownNamesOnly: ["spans"],
  isSender: ({ resource, scope }, name) =>
    name.startsWith("codex.") || scope.startsWith("codex_otel") ||
    /^codex([_-]|$)/.test(textOf(resource, "service.name") ?? ""),
  log: (name, { attributes }) => fromLog(name, attributes),
  span: (span) => fromSpan(span.name, span.attributes),
  metric: ({ name, attributes }) => METRICS[name]?.(attributes),
};

function fromLog(name: string, attributes: Attributes): Draft | typeof NOISE | undefined {
  // Its exporter logs about itself, without a name or a session.
  if (textOf(attributes, "event.name") === undefined) return NOISE;
  const model = textOf(attributes, "model");
  switch (name) {
    case "codex.conversation_starts":
      return { event_type: "session_start", model };
    case "codex.user_prompt":
      return { event_type: "user_prompt" };
    case "codex.sse_event":
    case "codex.websocket_event":
      return fromStreamEvent(name, attributes, model);
    case "codex.api_request":
    case "codex.websocket_request":
      return fromRequest(attributes, model);
    case "codex.tool_result":
      return {
        event_type: "tool_call",
        tool_name: textOf(attributes, "tool_name"),
        success: flagOf(attributes, "success"),
        duration_ms: numberOf(attributes, "duration_ms"),
      };
    case "codex.tool_decision":
      return {
        event_type: "tool_decision",
        tool_name: textOf(attributes, "tool_name"),
        success: textOf(attributes, "decision")?.startsWith("approved") ?? false,
      };
    default:
      return undefined;
  }
}

/** One record per event of the model's stream: hundreds a call. Only the completion that carries counts says something. */
function fromStreamEvent(name: string, attributes: Attributes, model: string | undefined): Draft | typeof NOISE {
  const kind = textOf(attributes, "event.kind");
  const message = textOf(attributes, "error.message");
  if (kind === "response.failed" || message !== undefined) {
    return {
      event_type: "error",
      provider: "openai",
      model,
      success: false,
      error_type: kind ?? name,
      error_message: message,
    };
  }
  const input = numberOf(attributes, "input_token_count");
  if (kind !== "response.completed" || input === undefined) return NOISE;
  return {
    event_type: "llm_request",
    provider: "openai",
    model,
    success: true,
    ...splitTokens({
      input,
      output: numberOf(attributes, "output_token_count"),
      cacheRead: numberOf(attributes, "cached_token_count"),
      cacheCreation: numberOf(attributes, "cache_write_token_count"),
      reasoning: numberOf(attributes, "reasoning_token_count"),
    }, RULE),
  };
}

/**
 * One record per attempt, successful ones included; those are counted when their stream completes. Asking which models there
 * are is the client's own housekeeping, before any conversation.
 */
function fromRequest(attributes: Attributes, model: string | undefined): Draft | typeof NOISE | undefined {
  if (textOf(attributes, "endpoint") === "/models") return NOISE;
  const status = numberOf(attributes, "http.response.status_code");
  const message = textOf(attributes, "error.message");
  const failed = message !== undefined || (status !== undefined && status >= 400);
  if (!failed) return undefined;
  return {
    event_type: "error",
    provider: "openai",
    model,
    success: false,
    status_code: status,
    duration_ms: numberOf(attributes, "duration_ms"),
    error_type: "api_error",
    error_message: message,
  };
}

function fromSpan(name: string, attributes: Attributes): SpanReading | undefined {
  const input = numberOf(attributes, "gen_ai.usage.input_tokens");
  if (name === "handle_responses" && input !== undefined) {
    return {
      role: "request",
      draft: {
        event_type: "llm_request",
        provider: "openai",
        model: textOf(attributes, "model", "gen_ai.request.model"),
        ...splitTokens({
          input,
          output: numberOf(attributes, "gen_ai.usage.output_tokens"),
          cacheRead: numberOf(attributes, "gen_ai.usage.cache_read.input_tokens"),
          cacheCreation: numberOf(attributes, "gen_ai.usage.cache_write.input_tokens"),
          reasoning: numberOf(attributes, "codex.usage.reasoning_output_tokens"),
        }, RULE),
      },
    };
  }
  if (name === "session_task.turn") {
    const turn = (key: string) => numberOf(attributes, `codex.turn.token_usage.${key}`);
    const usage: Draft = {
      event_type: "cost_incurred",
      provider: "openai",
      model: textOf(attributes, "model"),
      ...splitTokens({
        input: turn("input_tokens"),
        output: turn("output_tokens"),
        cacheRead: turn("cached_input_tokens"),
        cacheCreation: turn("cache_write_input_tokens"),
        reasoning: turn("reasoning_output_tokens"),
      }, RULE),
    };
    return { role: "outer", draft: { event_type: "custom", custom_type: name }, usage };
  }
  // The tool's own span says where the tool came from; the spans around it repeat its name only.
  if (textOf(attributes, "tool_source") === undefined || textOf(attributes, "call_id") === undefined) return undefined;
  return { role: "tool", draft: { event_type: "tool_call", tool_name: textOf(attributes, "tool_name") ?? name } };
}

const TOKEN_TYPES: Record<string, TokenType> = {
  input: "input",
  output: "output",
  cached_input: "cacheRead",
  cache_write_input: "cacheCreation",
  reasoning_output: "reasoning",
};

const METRICS: Record<string, (attributes: Attributes) => MetricReading | undefined> = {
  "codex.turn.token_usage": (attributes) => {
    const type = TOKEN_TYPES[textOf(attributes, "token_type") ?? ""];
    return type === undefined ? undefined : {
      draft: { event_type: "cost_incurred", provider: "openai", model: textOf(attributes, "model") },
      measure: "tokens",
      yields: { kind: "tokens", type, rule: RULE },
      parts: ["token_type"],
    };
  },
};
