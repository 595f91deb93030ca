import type { LogRecord } from "../log-record.ts";
import { flagOf, numberOf, textOf } from "../read-attributes.ts";
import { type Draft, NOISE, splitTokens } from "./draft.ts";

/** Codex CLI's log events. Its input includes cached tokens and its output includes reasoning. */
export function normaliseCodexCli(name: string, { attributes }: LogRecord): Draft | typeof NOISE | undefined {
  // Its exporter logs about itself, without a name or a session.
  if (textOf(attributes, "event.name") === undefined) return NOISE;
  const model = textOf(attributes, "model");
  switch (name) {
    case "codex.conversation_starts":
      return { event_type: "session_start", model };
    case "codex.user_prompt":
      return { event_type: "user_prompt" };
    case "codex.sse_event":
      return fromStreamEvent(name, attributes, model);
    case "codex.api_request":
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
function fromStreamEvent(
  name: string,
  attributes: LogRecord["attributes"],
  model: string | undefined,
): Draft | typeof NOISE {
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
    }, { inputHasCache: true, outputHasReasoning: true }),
  };
}

/**
 * One record per attempt, successful ones included; those are counted when their stream completes. Asking which models there
 * are is the client's own housekeeping, before any conversation.
 */
function fromRequest(
  attributes: LogRecord["attributes"],
  model: string | undefined,
): Draft | typeof NOISE | undefined {
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
