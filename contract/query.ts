import { z } from "zod";

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
const metricNames = Object.keys(METRICS) as [MetricName, ...MetricName[]];

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

const filterValues = z.union([z.string().max(256), z.array(z.string().max(256)).max(50)]).optional().meta({
  description: "Repeatable; `!` in front excludes the value.",
});
const filters = Object.fromEntries(FILTER_NAMES.map((name) => [name, filterValues])) as Record<
  FilterName,
  typeof filterValues
>;

const instant = z.iso.datetime({ offset: true });

/** What every question about a period can say in its query string. */
export const PeriodQuery = z.object({
  period: z.enum(["1h", "24h", "7d", "30d", "90d", "custom"]).default("7d"),
  from: instant.optional(),
  to: instant.optional(),
  interval: z.enum(["1m", "5m", "15m", "1h", "6h", "1d"]).optional(),
  time_zone: z.string().max(64).default("UTC").meta({ description: "IANA name; days and hours begin there." }),
  compare: z.enum(["none", "previous", "weekday"]).default("none"),
  org_id: z.string().max(128).optional().meta({ description: "Must be the session's organisation, else 403." }),
  ...filters,
});
export type PeriodQuery = z.infer<typeof PeriodQuery>;

/** Query string of `GET /v1/metrics/timeseries`. */
export const TimeseriesQuery = PeriodQuery.extend({
  metric: z.enum(metricNames).default("events"),
  group_by: z.enum(GROUP_NAMES).optional(),
  top: z.coerce.number().int().min(1).max(20).default(5),
});
export type TimeseriesQuery = z.infer<typeof TimeseriesQuery>;

/** Query string of `GET /v1/metrics/breakdown`. */
export const BreakdownQuery = PeriodQuery.extend({
  group_by: z.enum(GROUP_NAMES),
  order_by: z.enum(metricNames).default("cost_usd"),
  limit: z.coerce.number().int().min(1).max(100).default(10),
});
export type BreakdownQuery = z.infer<typeof BreakdownQuery>;

const value = z.number().nullable();

const Freshness = z.object({
  as_of: z.iso.datetime().meta({ description: "Newest receipt of an event that the answer includes, or now." }),
  estimated: z.boolean().meta({ description: "Whether any cost in the answer is an estimate." }),
});

const PeriodAnswer = z.object({
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  interval: z.enum(["1m", "5m", "15m", "1h", "6h", "1d"]),
  time_zone: z.string(),
});

/** One figure: the period's value, the compared period's (`null` if none was asked for), one value per bucket. */
export const Kpi = z.object({ value, previous: value, series: z.array(value) });
export type Kpi = z.infer<typeof Kpi>;

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
export type KpiName = (typeof KPI_NAMES)[number];
const kpis = Object.fromEntries(KPI_NAMES.map((name) => [name, Kpi])) as Record<KpiName, typeof Kpi>;

/** Answer of `GET /v1/metrics/overview`. */
export const Overview = Freshness.extend({
  period: PeriodAnswer,
  previous_period: z.object({ from: z.iso.datetime(), to: z.iso.datetime() }).nullable(),
  buckets: z.array(z.iso.datetime()).meta({ description: "Start of each bucket of the series." }),
  kpis: z.object(kpis),
  /** Figures that stand beside the tiles. */
  context: z.object({
    seats: value,
    sessions_failed: z.number(),
    estimated_cost_share: value,
    cache_hit_ratio: value,
    mean_latency_ms: value,
    error_rate: value,
    events: z.number(),
  }),
});
export type Overview = z.infer<typeof Overview>;

/** Answer of `GET /v1/metrics/timeseries`. A missing value is `null`, never zero. */
export const Timeseries = Freshness.extend({
  metric: z.enum(metricNames),
  period: PeriodAnswer,
  buckets: z.array(z.iso.datetime()),
  /** Index of the first bucket that is still counting, or `null`. */
  partial_from: z.number().int().nullable(),
  series: z.array(z.object({
    /** Value of the grouping column; `null` without grouping; `~other` for what is beyond the top. */
    key: z.string().nullable(),
    total: value,
    values: z.array(value),
  })),
  /** The ungrouped series of the compared period, value by value under the buckets above. */
  comparison: z.object({ shift_ms: z.number(), total: value, values: z.array(value) }).nullable(),
});
export type Timeseries = z.infer<typeof Timeseries>;

/** One row of a breakdown. */
export const BreakdownRow = z.object({
  key: z.string(),
  events: z.number(),
  sessions: z.number(),
  success_rate: value,
  llm_requests: z.number(),
  tool_calls: z.number(),
  errors: z.number(),
  tokens: z.number(),
  cost_usd: z.number(),
  estimated_cost_share: value,
  p95_latency_ms: value,
  previous: z.object({ sessions: z.number(), cost_usd: z.number() }).nullable(),
  /** The ordering metric per bucket. */
  trend: z.array(value),
});
export type BreakdownRow = z.infer<typeof BreakdownRow>;

/** Answer of `GET /v1/metrics/breakdown`. */
export const Breakdown = Freshness.extend({
  period: PeriodAnswer,
  group_by: z.enum(GROUP_NAMES),
  total_keys: z.number().int(),
  data: z.array(BreakdownRow),
});
export type Breakdown = z.infer<typeof Breakdown>;
