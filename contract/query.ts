import { z } from "zod";
import {
  FILTER_NAMES,
  type FilterName,
  GROUP_NAMES,
  INTERVAL_NAMES,
  KPI_NAMES,
  type KpiName,
  METRIC_NAMES,
  PERIOD_NAMES,
} from "./metrics.ts";

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
  period: z.enum([...PERIOD_NAMES, "custom"]).default("7d"),
  from: instant.optional(),
  to: instant.optional(),
  interval: z.enum(INTERVAL_NAMES).optional(),
  time_zone: z.string().max(64).default("UTC").meta({ description: "IANA name; days and hours begin there." }),
  compare: z.enum(["none", "previous", "weekday"]).default("none"),
  org_id: z.string().max(128).optional().meta({ description: "Must be the session's organisation, else 403." }),
  ...filters,
});
export type PeriodQuery = z.infer<typeof PeriodQuery>;

/** Query string of `GET /v1/metrics/timeseries`. */
export const TimeseriesQuery = PeriodQuery.extend({
  metric: z.enum(METRIC_NAMES).default("events"),
  group_by: z.enum(GROUP_NAMES).optional(),
  top: z.coerce.number().int().min(1).max(20).default(5),
});
export type TimeseriesQuery = z.infer<typeof TimeseriesQuery>;

/** Query string of `GET /v1/metrics/breakdown`. */
export const BreakdownQuery = PeriodQuery.extend({
  group_by: z.enum(GROUP_NAMES),
  order_by: z.enum(METRIC_NAMES).default("cost_usd"),
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
  interval: z.enum(INTERVAL_NAMES),
  time_zone: z.string(),
});

/** One figure: the period's value, the compared period's (`null` if none was asked for), one value per bucket. */
export const Kpi = z.object({ value, previous: value, series: z.array(value) });
export type Kpi = z.infer<typeof Kpi>;

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
  metric: z.enum(METRIC_NAMES),
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
