import type { MetricName } from "../../contract/metrics.ts";
import { LEVEL, type MeasureName, MEASURES, sessionFailed } from "./measures.ts";

export { FAILED, IS_ERROR } from "./measures.ts";

/** What can be computed of a set of events: the metrics, and figures that stand beside them in answers. */
export type FigureName =
  | MetricName
  | "sessions_failed"
  | "estimated_cost_share"
  | "estimated_costs"
  | "received_at_ms"
  | "user_prompts"
  | "lines_added"
  | "lines_removed"
  | "p50_latency_ms"
  | "p50_tool_ms"
  | "p95_tool_ms";

/** How a figure is computed. */
interface Figure {
  /** The measures it is made of; none for what is counted over sessions and users. */
  measures: readonly MeasureName[];
  /**
   * Its formula, given the SQL of its measures. Figures over sessions and users are made of `sessions_seen`, `users_seen`
   * and `failed_sessions` instead.
   */
  formula(measure: (name: MeasureName) => string): string;
  /** An aggregate over events, for figures that are made of measures. */
  sql: string;
  /** What it is where there are no events: nothing happened, or nothing can be said. */
  empty: 0 | null;
  /** Counted over sessions and users, not over events. */
  ofPeople?: true;
  /** Computed of other figures, in the same way as by the formula. */
  madeOf?: { figures: readonly [FigureName, FigureName]; compute(first: number, second: number): number | null };
  /** Needs the outcome of each session. */
  ofOutcomes?: true;
}

const ofEvents = (name: MeasureName): string => MEASURES[name].ofEvents;

function figure(measures: readonly MeasureName[], empty: 0 | null, formula: Figure["formula"]): Figure {
  return { measures, formula, sql: formula(ofEvents), empty };
}

const count = (name: MeasureName) => figure([name], 0, (measure) => measure(name));

function total(names: readonly MeasureName[]): Figure {
  return figure(names, 0, (measure) => `(${names.map(measure).join(" + ")})`);
}

function ratio(part: MeasureName, whole: readonly MeasureName[], convert = ""): Figure {
  return figure([part, ...whole], null, (measure) => {
    return `${convert}(${measure(part)}) / nullIf(${convert}(${whole.map(measure).join(" + ")}), 0)`;
  });
}

/** A sketch (DDSketch) within 1 % of the true value, the same as the live view's, and mergeable. */
function quantile(
  sketch: "llm_sketch" | "tool_sketch",
  counted: "latencies" | "tool_durations",
  level: number,
): Figure {
  const formula: Figure["formula"] = (measure) => `if(${measure(counted)} = 0, NULL, ${measure(sketch)}[${level}])`;
  // Over events a sketch is a state, which has to be finished.
  const finished = (name: MeasureName) => name === sketch ? `finalizeAggregation(${ofEvents(name)})` : ofEvents(name);
  return { measures: [sketch, counted], formula, sql: formula(finished), empty: null };
}

function ofPeople(sql: string, empty: 0 | null, outcomes?: true): Figure {
  return { measures: [], formula: () => sql, sql, empty, ofPeople: true, ...(outcomes ? { ofOutcomes: true } : {}) };
}

const INPUT_TOKENS = ["input_tokens", "cache_read_tokens", "cache_creation_tokens"] as const;

/** Whether a session failed, over its events. */
export const SESSION_FAILED = sessionFailed(ofEvents);

/** The one place that says what the metrics are; docs/metrics.md says it in words. */
export const FIGURES: Record<FigureName, Figure> = {
  events: count("events"),
  sessions: ofPeople("sessions_seen", 0),
  active_users: ofPeople("users_seen", 0),
  llm_requests: count("llm_requests"),
  tool_calls: count("tool_calls"),
  tool_failures: count("tool_failures"),
  errors: count("errors"),
  error_rate: ratio("errors", ["llm_requests"]),
  success_rate: {
    ...ofPeople("1 - failed_sessions / nullIf(sessions_seen, 0)", null, true),
    madeOf: {
      figures: ["sessions", "sessions_failed"],
      compute: (sessions, failed) => sessions === 0 ? null : 1 - failed / sessions,
    },
  },
  sessions_failed: ofPeople("failed_sessions", 0, true),
  cost_usd: count("cost_usd"),
  estimated_cost_share: ratio("estimated_cost_usd", ["cost_usd"], "toFloat64"),
  estimated_costs: count("estimated_costs"),
  tokens: total([...INPUT_TOKENS, "output_tokens", "reasoning_tokens"]),
  input_tokens: count("input_tokens"),
  output_tokens: count("output_tokens"),
  cache_read_tokens: count("cache_read_tokens"),
  cache_creation_tokens: count("cache_creation_tokens"),
  reasoning_tokens: count("reasoning_tokens"),
  cache_hit_ratio: ratio("cache_read_tokens", INPUT_TOKENS),
  p95_latency_ms: quantile("llm_sketch", "latencies", LEVEL.p95),
  p50_latency_ms: quantile("llm_sketch", "latencies", LEVEL.p50),
  mean_latency_ms: ratio("latency_ms", ["latencies"]),
  p50_tool_ms: quantile("tool_sketch", "tool_durations", LEVEL.p50),
  p95_tool_ms: quantile("tool_sketch", "tool_durations", LEVEL.p95),
  user_prompts: count("user_prompts"),
  lines_added: count("lines_added"),
  lines_removed: count("lines_removed"),
  received_at_ms: figure(["received_at"], 0, (measure) => `toUnixTimestamp64Milli(${measure("received_at")})`),
};
