import { z } from "zod";
import {
  FILTER_NAMES,
  type FilterName,
  GROUP_NAMES,
  INTERVAL_NAMES,
  KPI_NAMES,
  type KpiName,
  METRIC_NAMES,
  type MetricName,
  PERIOD_NAMES,
} from "./metrics.ts";

const FILTER_VALUES = { most: 50, characters: 256 } as const;
const filterValue = z.string().max(FILTER_VALUES.characters);
const filterValues = z.union([filterValue, z.array(filterValue).max(FILTER_VALUES.most)], {
  error: `takes up to ${FILTER_VALUES.most} values of up to ${FILTER_VALUES.characters} characters`,
}).optional().meta({
  description: "Repeatable; `!` in front excludes the value, an empty value is events that do not say.",
  example: "!staging",
});
const filters = Object.fromEntries(FILTER_NAMES.map((name) => [name, filterValues])) as Record<
  FilterName,
  typeof filterValues
>;

const instant = z.iso.datetime({ offset: true });

/** Named so that tools that send it everywhere can; it changes nothing but a mistake into a refusal. */
const orgId = z.string().max(128).optional().meta({
  description: "Must be the organisation of the credentials, else 403.",
});

/** Query string of questions that are about no period and take no filters. */
export const PlainQuery = z.strictObject({ org_id: orgId });
export type PlainQuery = z.infer<typeof PlainQuery>;

/** What every question about a period can say in its query string. Parameters that are not listed are refused. */
export const PeriodQuery = z.strictObject({
  period: z.enum([...PERIOD_NAMES, "custom"]).default("7d").meta({
    description: "Ends now. `from` and `to` say another one.",
  }),
  from: instant.optional().meta({ description: "Start, inclusive.", example: "2026-11-01T00:00:00Z" }),
  to: instant.optional().meta({ description: "End, exclusive; now where only `from` is given." }),
  interval: z.enum(INTERVAL_NAMES).optional().meta({ description: "Width of a bucket; by default fits the period." }),
  time_zone: z.string().max(64).default("UTC").meta({
    description: "IANA name; days and hours begin there.",
    example: "Europe/Berlin",
  }),
  compare: z.enum(["none", "previous", "weekday"]).default("none").meta({
    description: "Totals are compared with the period just before, series with it or with the same weekdays.",
  }),
  org_id: orgId,
  ...filters,
});
export type PeriodQuery = z.infer<typeof PeriodQuery>;

/** Parameters of a list that comes in pages of up to `max`. */
export function pageOf(max: number, usual: number) {
  return {
    limit: z.coerce.number().int().min(1).max(max).default(usual),
    cursor: z.string().max(2_048).optional().meta({
      description: "`next_cursor` of the page before. It holds for the same question only.",
    }),
  };
}

/** A parameter that may be said several times, with values of a list. */
export function someOf<V extends string>(values: readonly [V, ...V[]], max: number) {
  const one = z.enum(values);
  const several = z.array(one).min(1).max(max).refine((all) => new Set(all).size === all.length, "says a value twice");
  return z.union([one.transform((value) => [value]), several], {
    error: `takes up to ${max} different ones of ${values.join(", ")}`,
  }).optional();
}

/** Query string of `GET /v1/metrics/timeseries`. */
export const TimeseriesQuery = PeriodQuery.extend({
  metric: z.enum(METRIC_NAMES).default("events"),
  group_by: someOf(GROUP_NAMES, 2).meta({ description: "A column to split by; said twice, two of them." }),
  top: z.coerce.number().int().min(1).max(20).default(5).meta({
    description: "How many of the largest parts stand by themselves; the rest is `~other`.",
  }),
});
export type TimeseriesQuery = z.infer<typeof TimeseriesQuery>;

/** Query string of `GET /v1/metrics/breakdown`. */
export const BreakdownQuery = PeriodQuery.extend({
  group_by: z.enum(GROUP_NAMES),
  order_by: z.enum(METRIC_NAMES).default("cost_usd"),
  metric: someOf(METRIC_NAMES, 10).meta({
    description: "Metrics to answer in `metrics` of each row, with share and change. Repeatable.",
  }),
  ...pageOf(100, 10),
});
export type BreakdownQuery = z.infer<typeof BreakdownQuery>;

const MOST_COLUMNS = 4;
const columnLimit = z.coerce.number().int().min(1).max(100);

/** Query string of `GET /v1/metrics/breakdowns`: one question about several columns. */
export const BreakdownsQuery = BreakdownQuery.omit({ cursor: true }).extend({
  group_by: someOf(GROUP_NAMES, MOST_COLUMNS).unwrap().meta({
    description: "The columns, in the order of the answer.",
  }),
  limit: z.union([columnLimit.transform((limit) => [limit]), z.array(columnLimit).min(1).max(MOST_COLUMNS)], {
    error: `takes a number from 1 to 100, or one for each of up to ${MOST_COLUMNS} columns`,
  }).default([10]).meta({
    description:
      "How many values of a column. Said several times: of each column in their order, the last of the others.",
  }),
});
export type BreakdownsQuery = z.infer<typeof BreakdownsQuery>;

/** A figure that may not be sayable. */
export const value = z.number().nullable();

/** What every answer says about itself. */
export const Freshness = z.object({
  as_of: z.iso.datetime().meta({ description: "Newest receipt of an event that the answer includes, or now." }),
  estimated: z.boolean().meta({ description: "Whether any cost in the answer is an estimate." }),
});
export type Freshness = z.infer<typeof Freshness>;

/** Where the next page begins; `null` on the last one. */
export const nextCursor = z.string().nullable().meta({ description: "Where the next page begins, or null." });

/** The period that was answered for. */
export const PeriodAnswer = z.object({
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  interval: z.enum(INTERVAL_NAMES),
  time_zone: z.string(),
}).meta({ id: "Period" });
export type PeriodAnswer = z.infer<typeof PeriodAnswer>;

/** One figure: the period's value, the compared period's (`null` if none was asked for), one value per bucket. */
export const Kpi = z.object({ value, previous: value, series: z.array(value) }).meta({ id: "Kpi" });
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
}).meta({ id: "Overview" });
export type Overview = z.infer<typeof Overview>;

/** Answer of `GET /v1/metrics/timeseries`. A missing value is `null`, never zero. */
export const Timeseries = Freshness.extend({
  metric: z.enum(METRIC_NAMES),
  period: PeriodAnswer,
  buckets: z.array(z.iso.datetime()).meta({ description: "Start of each bucket." }),
  partial_from: z.number().int().nullable().meta({
    description: "Index of the first bucket that is still counting, or null.",
  }),
  series: z.array(z.object({
    key: z.string().nullable().meta({
      description: "Value of the first grouping column; null without grouping, `~other` for what is beyond the top.",
    }),
    keys: z.array(z.string()).meta({ description: "Values of all grouping columns, in the order asked for." }),
    total: value,
    values: z.array(value),
  })),
  comparison: z.object({ shift_ms: z.number(), total: value, values: z.array(value) }).nullable().meta({
    description: "The ungrouped series of the compared period, value by value under the buckets above.",
  }),
}).meta({ id: "Timeseries" });
export type Timeseries = z.infer<typeof Timeseries>;

/** A metric of one part of a whole. */
export const MetricPart = z.object({
  value,
  share: value.meta({ description: "Of the whole; null for metrics that do not add up." }),
  previous: value.meta({ description: "In the period before; null where it was not asked for." }),
  change: value.meta({ description: "Since the period before, as a ratio; null where there is nothing to divide by." }),
}).meta({ id: "MetricPart" });
export type MetricPart = z.infer<typeof MetricPart>;

/** Metrics by their name. */
export const MetricParts = z.partialRecord(z.enum(METRIC_NAMES), MetricPart);
export type MetricParts = Partial<Record<MetricName, MetricPart>>;

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
  metrics: MetricParts.meta({ description: "The metrics named by `metric`." }),
  trend: z.array(value).meta({ description: "The ordering metric per bucket." }),
}).meta({ id: "BreakdownRow" });
export type BreakdownRow = z.infer<typeof BreakdownRow>;

/** Answer of `GET /v1/metrics/breakdown`. */
export const Breakdown = Freshness.extend({
  period: PeriodAnswer,
  group_by: z.enum(GROUP_NAMES),
  total_keys: z.number().int(),
  totals: z.partialRecord(z.enum(METRIC_NAMES), value).meta({
    description: "The metrics named by `metric`, of all values of the column together.",
  }),
  data: z.array(BreakdownRow),
  next_cursor: nextCursor,
}).meta({ id: "Breakdown" });
export type Breakdown = z.infer<typeof Breakdown>;

/** The beginning of a breakdown. */
export const BreakdownTop = Breakdown.omit({ next_cursor: true }).meta({ id: "BreakdownTop" });
export type BreakdownTop = z.infer<typeof BreakdownTop>;

/** Answer of `GET /v1/metrics/breakdowns`. Further rows are a question about one column. */
export const Breakdowns = Freshness.extend({ data: z.array(BreakdownTop) }).meta({ id: "Breakdowns" });
export type Breakdowns = z.infer<typeof Breakdowns>;
