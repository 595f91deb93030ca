import type { Attributes } from "./log-record.ts";

/**
 * Attributes that hold what people and models wrote, tool arguments and results, file contents or command lines. They are
 * dropped here, before anything is queued.
 */
const CONTENT_KEYS = new Set([
  "prompt",
  "response",
  "response_text",
  "request_text",
  "function_args",
  "arguments",
  "output",
  "input",
  "result",
  "tool_input",
  "tool_output",
  "tool_parameters",
  "tool_result",
  "command",
  "full_command",
  "messages",
  "content",
  "process.command",
  "process.command_args",
]);
const CONTENT_PATTERN =
  /^(gen_ai\.(prompt|completion|system_instructions|tool\.definitions)|traceloop\.entity\.)|(messages|\.arguments|\.result|\.content)$/;

/** Facts that have a column of their own, or that identify the record and are used for its id. */
const COLUMN_KEYS = new Set([
  "event.name",
  "event.timestamp",
  "session.id",
  "conversation.id",
  "user.email",
  "user.id",
  "user.account_uuid",
  "model",
  "tool_name",
  "function_name",
  "duration_ms",
  "success",
  "error",
  "error.message",
  "status_code",
  "http.status_code",
  "http.response.status_code",
  "app.version",
  "slug",
  "metadata",
  "input_tokens",
  "output_tokens",
  "cache_read_tokens",
  "cache_creation_tokens",
  "cost_usd",
  "input_token_count",
  "output_token_count",
  "cached_token_count",
  "cache_write_token_count",
  "reasoning_token_count",
  "cached_content_token_count",
  "thoughts_token_count",
  "total_token_count",
]);

/** The attributes that may be kept as metadata of an event. `known` records have columns for some of theirs. */
export function keptAttributes(attributes: Attributes, known: boolean): Attributes {
  return Object.fromEntries(
    Object.entries(attributes).filter(([key]) =>
      !CONTENT_KEYS.has(key) && !CONTENT_PATTERN.test(key) && !(known && COLUMN_KEYS.has(key))
    ),
  );
}
