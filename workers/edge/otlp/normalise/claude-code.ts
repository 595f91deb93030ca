import { flagOf, numberOf, textOf } from "../records/attributes.ts";
import type { Attributes } from "../records/attributes.ts";
import { splitTokens, type TokenType } from "../../../../contract/tokens.ts";
import { type Client, type Draft, type MetricReading, type SpanReading } from "./draft.ts";

/** Anthropic's API reports disjoint counts, and so does Claude Code. */
const RULE = { inputHasCache: false, outputHasReasoning: false };

/** Claude Code: logs and metrics, and spans where its tracing beta is on. It reports cost itself. */
export const CLAUDE_CODE: Client = {
  agentId: "claude-code",
  ownNamesOnly: ["spans"],
  isSender: ({ scope, resource }, name) =>
    scope.startsWith("com.anthropic.claude_code") || name.startsWith("claude_code.") ||
    textOf(resource, "service.name") === "claude-code",
  log: (name, { attributes }) => fromLog(name.replace(/^claude_code\./, ""), attributes),
  span: (span) => fromSpan(span.name.replace(/^claude_code\./, ""), span.attributes),
  metric: ({ name, attributes }) => METRICS[name.replace(/^claude_code\./, "")]?.(attributes),
};

function fromLog(name: string, attributes: Attributes): Draft | undefined {
  switch (name) {
    case "user_prompt":
      return { event_type: "user_prompt" };
    case "api_request":
      return { event_type: "llm_request", success: true, ...requestFields(attributes) };
    case "api_error":
      return fromApiError(attributes);
    case "tool_result":
      return {
        event_type: "tool_call",
        tool_name: textOf(attributes, "tool_name"),
        success: flagOf(attributes, "success"),
        duration_ms: numberOf(attributes, "duration_ms"),
        error_type: textOf(attributes, "error_type"),
        error_message: textOf(attributes, "error"),
      };
    case "tool_decision":
      return decisionDraft(attributes);
    case "session_start":
    case "session_end":
      return { event_type: name };
    default:
      return undefined;
  }
}

function requestFields(attributes: Attributes): Partial<Draft> {
  const micros = numberOf(attributes, "cost_usd_micros");
  return {
    provider: "anthropic",
    model: textOf(attributes, "model", "gen_ai.response.model", "gen_ai.request.model"),
    duration_ms: numberOf(attributes, "duration_ms"),
    cost_usd: numberOf(attributes, "cost_usd") ?? (micros === undefined ? undefined : micros / 1e6),
    query_source: querySource(textOf(attributes, "query_source")),
    ...splitTokens({
      input: numberOf(attributes, "input_tokens", "gen_ai.usage.input_tokens"),
      output: numberOf(attributes, "output_tokens", "gen_ai.usage.output_tokens"),
      cacheRead: numberOf(attributes, "cache_read_tokens"),
      cacheCreation: numberOf(attributes, "cache_creation_tokens"),
    }, RULE),
  };
}

function fromApiError(attributes: Attributes): Draft {
  return {
    event_type: "error",
    provider: "anthropic",
    model: textOf(attributes, "model"),
    success: false,
    duration_ms: numberOf(attributes, "duration_ms"),
    status_code: numberOf(attributes, "status_code"),
    error_type: "api_error",
    error_message: textOf(attributes, "error"),
  };
}

function decisionDraft(attributes: Attributes): Draft {
  return {
    event_type: "tool_decision",
    tool_name: textOf(attributes, "tool_name", "tool"),
    success: textOf(attributes, "decision") === "accept",
  };
}

function fromSpan(name: string, attributes: Attributes): SpanReading | undefined {
  switch (textOf(attributes, "span.type") ?? name) {
    case "llm_request":
      return {
        role: "request",
        draft: { event_type: "llm_request", success: flagOf(attributes, "success"), ...requestFields(attributes) },
      };
    case "tool":
      return {
        role: "tool",
        draft: {
          event_type: "tool_call",
          tool_name: textOf(attributes, "tool_name", "gen_ai.tool.name"),
          success: flagOf(attributes, "success"),
          duration_ms: numberOf(attributes, "duration_ms"),
        },
      };
    case "interaction":
      return { role: "prompt", draft: { event_type: "user_prompt" } };
    default:
      return undefined;
  }
}

const TOKEN_TYPES: Record<string, TokenType> = {
  input: "input",
  output: "output",
  cacheRead: "cacheRead",
  cacheCreation: "cacheCreation",
};

const METRICS: Record<string, (attributes: Attributes) => MetricReading | undefined> = {
  "token.usage": (attributes) => {
    const type = TOKEN_TYPES[textOf(attributes, "type") ?? ""];
    return type === undefined ? undefined : {
      draft: usageDraft(attributes),
      measure: "tokens",
      yields: { kind: "tokens", type, rule: RULE },
      parts: ["type"],
    };
  },
  "cost.usage": (attributes) => ({
    draft: usageDraft(attributes),
    measure: "cost",
    yields: { kind: "amount", field: "cost_usd", factor: 1 },
  }),
  "lines_of_code.count": (attributes) => ({
    draft: { event_type: "code_generated" },
    measure: "lines",
    yields: {
      kind: "amount",
      field: textOf(attributes, "type") === "removed" ? "lines_removed" : "lines_added",
      factor: 1,
    },
  }),
  "session.count": () => ({ draft: { event_type: "session_start" }, measure: "sessions", yields: { kind: "once" } }),
  "commit.count": () => ({ draft: { event_type: "commit_created" }, yields: { kind: "each" } }),
  "pull_request.count": () => ({ draft: { event_type: "pr_created" }, yields: { kind: "each" } }),
  "code_edit_tool.decision": (attributes) => ({
    draft: decisionDraft(attributes),
    measure: "decisions",
    yields: { kind: "each" },
  }),
  "active_time.total": () => ({
    draft: { event_type: "agent_heartbeat" },
    yields: { kind: "amount", field: "duration_ms", factor: 1000 },
  }),
};

function usageDraft(attributes: Attributes): Draft {
  return {
    event_type: "cost_incurred",
    provider: "anthropic",
    model: textOf(attributes, "model"),
    query_source: querySource(textOf(attributes, "query_source")),
  };
}

/** Claude Code has had finer names over time (`repl_main_thread`, `agent:builtin:explore`, `compact`, …). */
function querySource(value: string | undefined): Draft["query_source"] {
  if (value === undefined) return undefined;
  if (value === "main" || value.startsWith("repl_main_thread")) return "main";
  return value === "subagent" || value.startsWith("agent") ? "subagent" : "auxiliary";
}
