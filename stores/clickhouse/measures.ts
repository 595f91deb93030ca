import { UNKNOWN } from "../../contract/stored-event.ts";

/** A call that says it failed; one that says nothing did not. */
export const FAILED = "ifNull(NOT success, false)";

/** The same rule as `isError` of the contract. */
export const IS_ERROR = `(event_type IN ('error', 'task_error') OR (event_type = 'llm_request' AND ${FAILED}))`;

/** Signs of life and of the end, after which an error is still the last thing that a session did. */
const IS_DOING = "event_type NOT IN ('agent_heartbeat', 'session_end')";

/** Levels of the stored sketches, and the accuracy they are told with. */
const SKETCH = "0.01, 0.5, 0.95, 0.99";
/** Places of the levels in an answer of a sketch. */
export const LEVEL = { p50: 1, p95: 2, p99: 3 } as const;

/** Something that is counted of events so that the counts of parts can be put together to the count of the whole. */
export interface Measure {
  /** An aggregate over events. */
  ofEvents: string;
  /** The aggregate over a rollup's rows, whose column of this measure's name holds the counts of parts. */
  ofRollup: string;
  /** How the results of the two above are put together: an aggregate function. */
  merge: string;
}

const sum = (name: string, ofEvents: string): Measure => ({ ofEvents, ofRollup: `sum(${name})`, merge: "sum" });
const max = (name: string, ofEvents: string): Measure => ({ ofEvents, ofRollup: `max(${name})`, merge: "max" });
/** Sketches of the durations of one type of event. Rollups keep them by type, in the column `durations`. */
const sketch = (type: string): Measure => ({
  ofEvents:
    `quantilesDDStateIf(${SKETCH})(assumeNotNull(duration_ms), duration_ms IS NOT NULL AND event_type = '${type}')`,
  ofRollup: `quantilesDDMergeStateIf(${SKETCH})(durations, event_type = '${type}')`,
  merge: `quantilesDDMerge(${SKETCH})`,
});

/** Sums and maxima: every rollup has a column for each of them. */
export const SUMS = {
  events: sum("events", "count()"),
  user_prompts: sum("user_prompts", "countIf(event_type = 'user_prompt')"),
  llm_requests: sum("llm_requests", "countIf(event_type = 'llm_request')"),
  tool_calls: sum("tool_calls", "countIf(event_type = 'tool_call')"),
  tool_failures: sum("tool_failures", `countIf(event_type = 'tool_call' AND ${FAILED})`),
  errors: sum("errors", `countIf(${IS_ERROR})`),
  input_tokens: sum("input_tokens", "sum(input_tokens)"),
  output_tokens: sum("output_tokens", "sum(output_tokens)"),
  cache_read_tokens: sum("cache_read_tokens", "sum(cache_read_tokens)"),
  cache_creation_tokens: sum("cache_creation_tokens", "sum(cache_creation_tokens)"),
  reasoning_tokens: sum("reasoning_tokens", "sum(reasoning_tokens)"),
  cost_usd: sum("cost_usd", "sum(cost_usd)"),
  estimated_cost_usd: sum("estimated_cost_usd", "sumIf(cost_usd, cost_source = 'estimated')"),
  estimated_costs: sum("estimated_costs", "countIf(cost_source = 'estimated' AND cost_usd > 0)"),
  latency_ms: sum(
    "latency_ms",
    "sumIf(assumeNotNull(duration_ms), duration_ms IS NOT NULL AND event_type = 'llm_request')",
  ),
  latencies: sum("latencies", "countIf(duration_ms IS NOT NULL AND event_type = 'llm_request')"),
  tool_durations: sum("tool_durations", "countIf(duration_ms IS NOT NULL AND event_type = 'tool_call')"),
  lines_added: sum("lines_added", "sum(lines_added)"),
  lines_removed: sum("lines_removed", "sum(lines_removed)"),
  received_at: max("received_at", "max(received_at)"),
} as const satisfies Record<string, Measure>;

/** Sketches of durations: only rollups by type of event have them. */
export const SKETCHES = {
  llm_sketch: sketch("llm_request"),
  tool_sketch: sketch("tool_call"),
} as const satisfies Record<string, Measure>;

/** What decides how a session went: only rollups by session have these. */
export const OUTCOMES = {
  session_ends: sum("session_ends", "countIf(event_type = 'session_end')"),
  failing: max("failing", `max(event_type = 'task_error' OR (event_type = 'session_end' AND ${FAILED}))`),
  last_error_at: max("last_error_at", `maxIf(timestamp, ${IS_ERROR})`),
  last_doing_at: max("last_doing_at", `maxIf(timestamp, ${IS_DOING})`),
} as const satisfies Record<string, Measure>;

export const MEASURES = { ...SUMS, ...SKETCHES, ...OUTCOMES };
/** A measure's name. */
export type MeasureName = keyof typeof MEASURES;

/** How durations are kept in a rollup by type of event: one sketch for each row, of whatever type that is. */
export const DURATIONS_OF_EVENTS = `quantilesDDStateIf(${SKETCH})(assumeNotNull(duration_ms), duration_ms IS NOT NULL)`;
/** The same of the rows of a finer rollup. */
export const DURATIONS_OF_ROLLUP = `quantilesDDMergeState(${SKETCH})(durations)`;

/**
 * Whether a session failed, given its measures: a task failed, it ended saying so, or the last thing it did was an error. Of
 * several things in the last millisecond one is enough.
 */
export function sessionFailed(measure: (name: keyof typeof OUTCOMES) => string): string {
  const [error, doing] = [measure("last_error_at"), measure("last_doing_at")];
  // Without an error the time of the last one is that of no event at all.
  return `(${measure("failing")} > 0 OR (toUnixTimestamp64Milli(${error}) > 0 AND ${error} = ${doing}))`;
}

/** A session's name as a number: as good as the name for telling sessions apart (SipHash, 128 bits), and faster to group by. */
export const SESSION_KEY = "reinterpretAsUInt128(sipHash128(session_id))";

/** The key of what belongs to no session. */
export const NO_SESSION_KEY = `reinterpretAsUInt128(sipHash128('${UNKNOWN}'))`;

/** A person's name in the same way, by 64 bits: people are only counted. */
export const USER_KEY = "sipHash64(user_id)";
