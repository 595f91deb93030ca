import type { LogRecord } from "../log-record.ts";
import { flagOf, numberOf, textOf } from "../read-attributes.ts";
import { type Draft, splitTokens } from "./draft.ts";

/** Claude Code's log events. Its token counts are disjoint as Anthropic's API reports them; it reports cost itself. */
export function normaliseClaudeCode(name: string, { attributes }: LogRecord): Draft | undefined {
  const model = textOf(attributes, "model");
  switch (name.replace(/^claude_code\./, "")) {
    case "user_prompt":
      return { event_type: "user_prompt" };
    case "api_request":
      return {
        event_type: "llm_request",
        provider: "anthropic",
        model,
        success: true,
        duration_ms: numberOf(attributes, "duration_ms"),
        cost_usd: numberOf(attributes, "cost_usd"),
        query_source: querySource(textOf(attributes, "query_source")),
        ...splitTokens({
          input: numberOf(attributes, "input_tokens"),
          output: numberOf(attributes, "output_tokens"),
          cacheRead: numberOf(attributes, "cache_read_tokens"),
          cacheCreation: numberOf(attributes, "cache_creation_tokens"),
        }, { inputHasCache: false, outputHasReasoning: false }),
      };
    case "api_error":
      return {
        event_type: "error",
        provider: "anthropic",
        model,
        success: false,
        duration_ms: numberOf(attributes, "duration_ms"),
        status_code: numberOf(attributes, "status_code"),
        error_type: "api_error",
        error_message: textOf(attributes, "error"),
      };
    case "tool_result":
      return {
        event_type: "tool_call",
        tool_name: textOf(attributes, "tool_name"),
        success: flagOf(attributes, "success"),
        duration_ms: numberOf(attributes, "duration_ms"),
        error_message: textOf(attributes, "error"),
      };
    case "tool_decision":
      return {
        event_type: "tool_decision",
        tool_name: textOf(attributes, "tool_name"),
        success: textOf(attributes, "decision") === "accept",
      };
    default:
      return undefined;
  }
}

/** Claude Code has had finer names over time (`repl_main_thread`, `agent:builtin:explore`, `compact`, …). */
function querySource(value: string | undefined): Draft["query_source"] {
  if (value === undefined) return undefined;
  if (value === "main" || value.startsWith("repl_main_thread")) return "main";
  return value === "subagent" || value.startsWith("agent") ? "subagent" : "auxiliary";
}
