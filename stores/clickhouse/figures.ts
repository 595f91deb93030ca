import type { MetricName } from "../../contract/metrics.ts";

/** What can be computed of a set of events: the metrics, and figures that stand beside them in answers. */
export type FigureName = MetricName | "sessions_failed" | "estimated_cost_share" | "estimated_costs" | "received_at_ms";

/** How a figure is computed. */
interface Figure {
  /** An aggregate over events. */
  sql: string;
  /** What it is where there are no events: nothing happened, or nothing can be said. */
  empty: 0 | null;
  /** Computed of `sessions_failed` and `sessions_seen`, which count sessions by their outcome. */
  perSession?: true;
}

/** A call that says it failed; one that says nothing did not. */
export const FAILED = "ifNull(NOT success, false)";

/** The same rule as `isError` of the contract. */
export const IS_ERROR = `(event_type IN ('error', 'task_error') OR (event_type = 'llm_request' AND ${FAILED}))`;

const LLM_REQUESTS = "countIf(event_type = 'llm_request')";
const INPUT_TOKENS = "(sum(input_tokens) + sum(cache_read_tokens) + sum(cache_creation_tokens))";

/** Signs of life and of the end, after which an error is still the last thing that a session did. */
const IS_DOING = "event_type NOT IN ('agent_heartbeat', 'session_end')";

/**
 * Whether a session failed, over its events: a task failed, it ended saying so, or the last thing it did was an error. Of
 * several things in the last millisecond one is enough.
 */
export const SESSION_FAILED = `(countIf(event_type = 'task_error') > 0
  OR countIf(event_type = 'session_end' AND ${FAILED}) > 0
  OR (countIf(${IS_ERROR}) > 0 AND maxIf(timestamp, ${IS_ERROR}) = maxIf(timestamp, ${IS_DOING})))`;

const count = (sql: string) => ({ sql, empty: 0 }) as const;
const ratio = (part: string, whole: string) => ({ sql: `${part} / nullIf(${whole}, 0)`, empty: null }) as const;
// A sketch (DDSketch) within 1 % of the true value, the same as the live view's, and mergeable.
const latency = (aggregate: string) => ({ sql: `${aggregate}(duration_ms, event_type = 'llm_request')`, empty: null });

/** The one place that says what the metrics are; docs/metrics.md says it in words. */
export const FIGURES: Record<FigureName, Figure> = {
  events: count("count()"),
  sessions: count("uniqExact(session_id)"),
  active_users: count("uniqExactIf(user_id, user_id != '')"),
  llm_requests: count(LLM_REQUESTS),
  tool_calls: count("countIf(event_type = 'tool_call')"),
  tool_failures: count(`countIf(event_type = 'tool_call' AND ${FAILED})`),
  errors: count(`countIf(${IS_ERROR})`),
  error_rate: ratio(`countIf(${IS_ERROR})`, LLM_REQUESTS),
  success_rate: { sql: "1 - sessions_failed / nullIf(sessions_seen, 0)", empty: null, perSession: true },
  sessions_failed: { sql: "sessions_failed", empty: 0, perSession: true },
  cost_usd: count("sum(cost_usd)"),
  estimated_cost_share: ratio("toFloat64(sumIf(cost_usd, cost_source = 'estimated'))", "toFloat64(sum(cost_usd))"),
  estimated_costs: count("countIf(cost_source = 'estimated' AND cost_usd > 0)"),
  tokens: count(`${INPUT_TOKENS} + sum(output_tokens) + sum(reasoning_tokens)`),
  input_tokens: count("sum(input_tokens)"),
  output_tokens: count("sum(output_tokens)"),
  cache_read_tokens: count("sum(cache_read_tokens)"),
  cache_creation_tokens: count("sum(cache_creation_tokens)"),
  reasoning_tokens: count("sum(reasoning_tokens)"),
  cache_hit_ratio: ratio("sum(cache_read_tokens)", INPUT_TOKENS),
  p95_latency_ms: latency("quantileDDIf(0.01, 0.95)"),
  mean_latency_ms: latency("avgIf"),
  received_at_ms: count("toUnixTimestamp64Milli(max(received_at))"),
};
