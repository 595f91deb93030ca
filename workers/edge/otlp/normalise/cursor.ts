import { splitTokens, type TokenType } from "../../../../contract/tokens.ts";
import { type Attributes, flagOf, numberOf, textOf } from "../records/attributes.ts";
import type { Client, Draft, MetricReading } from "./draft.ts";

/** Its four counts are disjoint. */
const RULE = { inputHasCache: false, outputHasReasoning: false };

/**
 * Cursor's team export: logs and metrics, sent by its servers, in protobuf only. Sessions are on the logs alone, cost in the
 * metrics alone.
 */
export const CURSOR: Client = {
  agentId: "cursor",
  isSender: ({ scope, resource }, name) =>
    scope.startsWith("cursor.telemetry") || name.startsWith("cursor.") || textOf(resource, "service.name") === "cursor",
  log: (name, { attributes }) => fromLog(name.replace(/^cursor\./, "").replaceAll(".", "_"), attributes),
  metric: ({ name, attributes }) => METRICS[name]?.(attributes),
};

function fromLog(name: string, attributes: Attributes): Draft | undefined {
  const model = textOf(attributes, "cursor.model.name");
  const duration_ms = numberOf(attributes, "cursor.api.request.duration_ms", "cursor.api.duration_ms");
  switch (name) {
    case "api_request":
      return {
        event_type: "llm_request",
        model,
        duration_ms,
        success: textOf(attributes, "cursor.api.status") !== "errored",
        ...splitTokens({
          input: numberOf(attributes, "cursor.api.request.input_tokens"),
          output: numberOf(attributes, "cursor.api.request.output_tokens"),
          cacheRead: numberOf(attributes, "cursor.api.request.cache_read_tokens"),
          cacheCreation: numberOf(attributes, "cursor.api.request.cache_creation_tokens"),
        }, RULE),
      };
    case "api_error":
      return {
        event_type: "error",
        model,
        duration_ms,
        success: false,
        status_code: numberOf(attributes, "cursor.api.error.status_code", "http.response.status_code"),
        error_type: textOf(attributes, "cursor.api.error.type", "cursor.error.type", "error.type") ?? "api_error",
      };
    case "cloud_agent_pull_request":
      return textOf(attributes, "cursor.cloud_agent.pull_request.status", "cursor.cloud_agent.status") === "opened"
        ? { event_type: "pr_created" }
        : undefined;
    case "conversation_user_message":
      return { event_type: "user_prompt" };
    default:
      return undefined;
  }
}

const TOKEN_TYPES: Record<string, TokenType> = {
  input: "input",
  output: "output",
  cache_read: "cacheRead",
  cache_creation: "cacheCreation",
};

const METRICS: Record<string, (attributes: Attributes) => MetricReading | undefined> = {
  "cursor.token.usage": (attributes) => {
    const type = TOKEN_TYPES[textOf(attributes, "cursor.token.type", "type") ?? ""];
    return type === undefined ? undefined : {
      draft: usageDraft(attributes),
      measure: "tokens",
      yields: { kind: "tokens", type, rule: RULE },
      parts: ["cursor.token.type", "type"],
    };
  },
  "cursor.cost.usage": (attributes) => ({
    draft: usageDraft(attributes),
    measure: "cost",
    yields: { kind: "amount", field: "cost_usd", factor: 1 },
  }),
  "cursor.tool.calls": (attributes) => ({
    draft: {
      event_type: "tool_call",
      tool_name: textOf(attributes, "cursor.tool.name"),
      success: textOf(attributes, "cursor.tool.status") === undefined
        ? flagOf(attributes, "success")
        : textOf(attributes, "cursor.tool.status") === "success",
    },
    measure: "tools",
    yields: { kind: "each" },
  }),
};

function usageDraft(attributes: Attributes): Draft {
  return { event_type: "cost_incurred", model: textOf(attributes, "cursor.model.name") };
}
