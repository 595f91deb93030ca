import { LIMITS } from "./limits.ts";

/** What kinds of things an agent can report. */
export const EVENT_TYPES = [
  "session_start",
  "session_end",
  "user_prompt",
  "llm_request",
  "tool_call",
  "tool_decision",
  "code_generated",
  "commit_created",
  "pr_created",
  "task_start",
  "task_complete",
  "task_error",
  "error",
  "security_alert",
  "cost_incurred",
  "agent_heartbeat",
  "custom",
] as const;
/** A known event type. */
export type EventType = (typeof EVENT_TYPES)[number];

interface TextField {
  kind: "text";
  required?: true;
  max: number;
}
interface ChoiceField<V extends string = string> {
  kind: "choice";
  required?: true;
  values: readonly V[];
}
interface CountField {
  kind: "count";
  required?: true;
  max: number;
}
interface AmountField {
  kind: "amount";
  required?: true;
  max: number;
}
interface FlagField {
  kind: "flag";
  required?: true;
}
interface TimeField {
  kind: "time";
  required?: true;
}
interface ObjectField {
  kind: "object";
  required?: true;
}
/** How one field of an event is checked. */
export type EventField = TextField | ChoiceField | CountField | AmountField | FlagField | TimeField | ObjectField;

const text = (max: number = LIMITS.textLength) => ({ kind: "text", max }) as const;
const requiredText = (max: number = LIMITS.textLength) => ({ kind: "text", max, required: true }) as const;
const count = (max: number) => ({ kind: "count", max }) as const;

const MAX_TOKENS = 1_000_000_000;

/**
 * The fields of an event as a client sends it. This table is the only place that lists them: the edge's validator and row
 * writer, the zod schema, the OpenAPI document and the SDK's types are derived from it.
 * `count` is a whole number ≥ 0, `amount` a number ≥ 0; both are bounded by `max`.
 */
export const EVENT_FIELDS = {
  event_id: requiredText(128),
  event_type: { kind: "choice", values: EVENT_TYPES, required: true },
  timestamp: { kind: "time", required: true },
  session_id: requiredText(256),
  user_id: requiredText(256),
  agent_id: requiredText(256),
  org_id: text(128),
  custom_type: text(128),
  environment: text(64),
  team: text(128),
  agent_version: text(64),
  provider: text(64),
  model: text(128),
  tool_name: text(256),
  repo: text(256),
  branch: text(256),
  query_source: { kind: "choice", values: ["main", "subagent", "auxiliary"] },
  trace_id: text(64),
  span_id: text(64),
  parent_event_id: text(128),
  input_tokens: count(MAX_TOKENS),
  output_tokens: count(MAX_TOKENS),
  cache_read_tokens: count(MAX_TOKENS),
  cache_creation_tokens: count(MAX_TOKENS),
  reasoning_tokens: count(MAX_TOKENS),
  cost_usd: { kind: "amount", max: 1_000_000 },
  duration_ms: { kind: "amount", max: 0xffff_ffff },
  success: { kind: "flag" },
  error_type: text(256),
  error_message: text(),
  status_code: count(999),
  severity: { kind: "choice", values: ["info", "low", "medium", "high", "critical"] },
  lines_added: count(100_000_000),
  lines_removed: count(100_000_000),
  priority: { kind: "choice", values: ["normal", "high"] },
  metadata: { kind: "object" },
} as const satisfies Record<string, EventField>;

/** A name of a client-sent field. */
export type EventFieldName = keyof typeof EVENT_FIELDS;

type FieldValue<F> = F extends { kind: "choice"; values: readonly (infer V)[] } ? V
  : F extends { kind: "text" } ? string
  : F extends { kind: "count" | "amount" } ? number
  : F extends { kind: "flag" } ? boolean
  : F extends { kind: "time" } ? string | number
  : Record<string, unknown>;

type RequiredName = {
  [K in EventFieldName]: (typeof EVENT_FIELDS)[K] extends { required: true } ? K : never;
}[EventFieldName];

/** An event as a client sends it; `timestamp` is ISO 8601 with a zone, or epoch milliseconds. */
export type AgentEvent =
  & { [K in RequiredName]: FieldValue<(typeof EVENT_FIELDS)[K]> }
  & { [K in Exclude<EventFieldName, RequiredName>]?: FieldValue<(typeof EVENT_FIELDS)[K]> };
