import { splitTokens, type TokenRule, type TokenType } from "../../../../contract/tokens.ts";
import { type Attributes, flagOf, numberOf, type OtlpValue, textOf } from "../records/attributes.ts";
import type { Client, Draft, MetricReading } from "./draft.ts";

/** How a member of the Gemini CLI family differs from the others. */
interface Dialect {
  agentId: string;
  prefix: string;
  service: string;
  provider: string | undefined;
  rule: TokenRule;
  sessionStart: string;
  sessionEnd: string | undefined;
}

/** Gemini CLI: input includes cached tokens, output excludes thoughts. */
export const GEMINI_CLI: Client = {
  ...clientOf({
    agentId: "gemini-cli",
    prefix: "gemini_cli.",
    service: "gemini-cli",
    provider: "google",
    rule: { inputHasCache: true, outputHasReasoning: false },
    sessionStart: "gemini_cli.config",
    sessionEnd: undefined,
  }),
  // It puts its runtime's version there.
  hidesVersion: true,
};

/** Qwen Code, a fork of Gemini CLI that counts as OpenAI does: output includes thoughts. */
export const QWEN_CODE: Client = clientOf({
  agentId: "qwen-code",
  prefix: "qwen-code.",
  service: "qwen-code",
  provider: undefined,
  rule: { inputHasCache: true, outputHasReasoning: true },
  sessionStart: "session.start",
  sessionEnd: "session.end",
});

function clientOf(dialect: Dialect): Client {
  const { agentId, prefix, service } = dialect;
  return {
    agentId,
    // Its metrics of the GenAI conventions lack cached tokens and thoughts.
    ownNamesOnly: ["metrics"],
    isSender: ({ resource }, name) => name.startsWith(prefix) || textOf(resource, "service.name") === service,
    log: (name, { attributes }) => fromLog(name, attributes, dialect),
    metric: ({ name, attributes }) => fromMetric(name, attributes, dialect),
  };
}

function fromLog(name: string, attributes: Attributes, dialect: Dialect): Draft | undefined {
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
}

function fromResponse(attributes: Attributes, dialect: Dialect): Draft {
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
    }, dialect.rule),
  };
}

function fromToolCall(attributes: Attributes): Draft {
  const lines = readMetadata(attributes["metadata"]);
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
function readMetadata(value: OtlpValue | undefined): Attributes {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value;
  if (typeof value !== "string") return {};
  try {
    const parsed: unknown = JSON.parse(value);
    return typeof parsed === "object" && parsed !== null ? parsed as Attributes : {};
  } catch {
    return {};
  }
}

const TOKEN_TYPES: Record<string, TokenType> = {
  input: "input",
  output: "output",
  cache: "cacheRead",
  thought: "reasoning",
};

function fromMetric(name: string, attributes: Attributes, dialect: Dialect): MetricReading | undefined {
  switch (name.startsWith(dialect.prefix) ? name.slice(dialect.prefix.length) : "") {
    case "token.usage": {
      const type = TOKEN_TYPES[textOf(attributes, "type") ?? ""];
      return type === undefined ? undefined : {
        draft: { event_type: "cost_incurred", provider: dialect.provider, model: textOf(attributes, "model") },
        measure: "tokens",
        yields: { kind: "tokens", type, rule: dialect.rule },
        parts: ["type"],
      };
    }
    case "lines.changed": {
      const field = textOf(attributes, "type") === "removed" ? "lines_removed" : "lines_added";
      return {
        draft: { event_type: "code_generated", tool_name: textOf(attributes, "function_name") },
        measure: "lines",
        yields: { kind: "amount", field, factor: 1 },
      };
    }
    case "session.count":
      return { draft: { event_type: "session_start" }, measure: "sessions", yields: { kind: "once" } };
    default:
      return undefined;
  }
}
