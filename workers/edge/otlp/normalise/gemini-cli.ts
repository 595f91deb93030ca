import type { LogRecord } from "../log-record.ts";
import { flagOf, numberOf, textOf } from "../read-attributes.ts";
import { type Draft, splitTokens } from "./draft.ts";

/** How a member of the Gemini CLI family differs from the others. */
interface Dialect {
  prefix: string;
  provider: string | undefined;
  /** Whether `output_token_count` contains the thoughts. */
  outputHasReasoning: boolean;
  sessionStart: string;
  sessionEnd: string | undefined;
}

/** Gemini CLI: input includes cached tokens, output excludes thoughts. */
export const normaliseGeminiCli = normaliserOf({
  prefix: "gemini_cli.",
  provider: "google",
  outputHasReasoning: false,
  sessionStart: "gemini_cli.config",
  sessionEnd: undefined,
});

/** Qwen Code, a fork of Gemini CLI that counts as OpenAI does: output includes thoughts. */
export const normaliseQwenCode = normaliserOf({
  prefix: "qwen-code.",
  provider: undefined,
  outputHasReasoning: true,
  sessionStart: "session.start",
  sessionEnd: "session.end",
});

function normaliserOf(dialect: Dialect): (name: string, record: LogRecord) => Draft | undefined {
  return (name, { attributes }) => {
    if (name === dialect.sessionStart) return { event_type: "session_start", model: textOf(attributes, "model") };
    if (name === dialect.sessionEnd) return { event_type: "session_end" };
    switch (name.startsWith(dialect.prefix) ? name.slice(dialect.prefix.length) : "") {
      case "user_prompt":
        return { event_type: "user_prompt" };
      case "api_response":
        return fromResponse(attributes, dialect);
      case "api_error":
        return {
          event_type: "error",
          provider: dialect.provider,
          model: textOf(attributes, "model", "model_name"),
          success: false,
          status_code: numberOf(attributes, "status_code", "http.status_code"),
          duration_ms: numberOf(attributes, "duration_ms", "duration"),
          error_type: textOf(attributes, "error.type", "error_type") ?? "api_error",
          error_message: textOf(attributes, "error.message", "error"),
        };
      case "tool_call":
        return fromToolCall(attributes);
      default:
        return undefined;
    }
  };
}

function fromResponse(attributes: LogRecord["attributes"], dialect: Dialect): Draft {
  return {
    event_type: "llm_request",
    provider: dialect.provider,
    model: textOf(attributes, "model"),
    success: true,
    status_code: numberOf(attributes, "status_code", "http.status_code"),
    duration_ms: numberOf(attributes, "duration_ms"),
    ...splitTokens({
      input: numberOf(attributes, "input_token_count"),
      output: numberOf(attributes, "output_token_count"),
      cacheRead: numberOf(attributes, "cached_content_token_count"),
      reasoning: numberOf(attributes, "thoughts_token_count"),
    }, { inputHasCache: true, outputHasReasoning: dialect.outputHasReasoning }),
  };
}

function fromToolCall(attributes: LogRecord["attributes"]): Draft {
  const lines = readMetadata(attributes.metadata);
  return {
    event_type: "tool_call",
    tool_name: textOf(attributes, "function_name"),
    success: flagOf(attributes, "success"),
    duration_ms: numberOf(attributes, "duration_ms"),
    error_type: textOf(attributes, "error_type"),
    error_message: textOf(attributes, "error"),
    lines_added: numberOf(lines, "model_added_lines"),
    lines_removed: numberOf(lines, "model_removed_lines"),
  };
}

/** Gemini CLI sends the map as JSON text, Qwen Code as a map. */
function readMetadata(value: LogRecord["body"] | undefined): LogRecord["attributes"] {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value;
  if (typeof value !== "string") return {};
  try {
    const parsed: unknown = JSON.parse(value);
    return typeof parsed === "object" && parsed !== null ? parsed as LogRecord["attributes"] : {};
  } catch {
    return {};
  }
}
