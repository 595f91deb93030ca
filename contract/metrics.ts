/** Presets of the period picker and their length in milliseconds. */
export const PERIODS = {
  "1h": 3_600_000,
  "24h": 24 * 3_600_000,
  "7d": 7 * 24 * 3_600_000,
  "30d": 30 * 24 * 3_600_000,
  "90d": 90 * 24 * 3_600_000,
} as const;
/** A preset period. */
export type PeriodPreset = keyof typeof PERIODS;
/** The presets, shortest first. */
export const PERIOD_NAMES = Object.keys(PERIODS) as [PeriodPreset, ...PeriodPreset[]];

/** Bucket widths of a series in milliseconds. */
export const INTERVALS = {
  "1m": 60_000,
  "5m": 300_000,
  "15m": 900_000,
  "1h": 3_600_000,
  "6h": 6 * 3_600_000,
  "1d": 24 * 3_600_000,
} as const;
/** A bucket width. */
export type Interval = keyof typeof INTERVALS;
/** The bucket widths, narrowest first. */
export const INTERVAL_NAMES = Object.keys(INTERVALS) as [Interval, ...Interval[]];

/** Most buckets one series may have. */
export const MAX_BUCKETS = 2_000;

/** The bucket width that a period gets when none is asked for: between 24 and 170 buckets. */
export function defaultInterval(lengthMs: number): Interval {
  if (lengthMs <= PERIODS["1h"]) return "1m";
  if (lengthMs <= PERIODS["24h"]) return "15m";
  if (lengthMs <= PERIODS["7d"]) return "1h";
  if (lengthMs <= PERIODS["30d"]) return "6h";
  return "1d";
}

/** Metrics a series or a breakdown can show, their unit and whether more is better (`null`: neither). */
export const METRICS = {
  events: { unit: "count", better: null },
  sessions: { unit: "count", better: null },
  active_users: { unit: "count", better: null },
  llm_requests: { unit: "count", better: null },
  tool_calls: { unit: "count", better: null },
  tool_failures: { unit: "count", better: "less" },
  errors: { unit: "count", better: "less" },
  error_rate: { unit: "ratio", better: "less" },
  success_rate: { unit: "ratio", better: "more" },
  cost_usd: { unit: "usd", better: null },
  tokens: { unit: "tokens", better: null },
  input_tokens: { unit: "tokens", better: null },
  output_tokens: { unit: "tokens", better: null },
  cache_read_tokens: { unit: "tokens", better: null },
  cache_creation_tokens: { unit: "tokens", better: null },
  reasoning_tokens: { unit: "tokens", better: null },
  cache_hit_ratio: { unit: "ratio", better: "more" },
  p95_latency_ms: { unit: "ms", better: "less" },
  mean_latency_ms: { unit: "ms", better: "less" },
} as const;
/** A metric's name. Definitions stand in docs/metrics.md. */
export type MetricName = keyof typeof METRICS;
/** Every metric's name. */
export const METRIC_NAMES = Object.keys(METRICS) as [MetricName, ...MetricName[]];

/** Columns that filters and groupings may name. */
export const FILTER_NAMES = [
  "agent_id",
  "model",
  "provider",
  "team",
  "user_id",
  "environment",
  "event_type",
  "repo",
  "tool_name",
  "success",
  "query_source",
  "session_id",
  "branch",
  "agent_version",
  "severity",
  "error_type",
  "fingerprint",
] as const;
/** A filterable column. */
export type FilterName = (typeof FILTER_NAMES)[number];
/** Columns a series or breakdown may be split by. */
export const GROUP_NAMES = [
  "agent_id",
  "model",
  "provider",
  "team",
  "user_id",
  "environment",
  "event_type",
  "repo",
  "tool_name",
  "query_source",
] as const;
/** A column to split by. */
export type GroupName = (typeof GROUP_NAMES)[number];

/** Metrics that add up: the parts of a split sum to the whole, so that a part has a share. */
export const ADDITIVE_METRICS = [
  "events",
  "llm_requests",
  "tool_calls",
  "tool_failures",
  "errors",
  "cost_usd",
  "tokens",
  "input_tokens",
  "output_tokens",
  "cache_read_tokens",
  "cache_creation_tokens",
  "reasoning_tokens",
] as const satisfies readonly MetricName[];

/** Whether a metric adds up. */
export function isAdditive(metric: MetricName): boolean {
  return ADDITIVE_METRICS.some((name) => name === metric);
}

/** Figures of the overview's tiles. */
export const KPI_NAMES = [
  "active_users",
  "sessions",
  "success_rate",
  "cost_usd",
  "tokens",
  "p95_latency_ms",
  "errors",
] as const;
/** A figure of the overview. */
export type KpiName = (typeof KPI_NAMES)[number];
