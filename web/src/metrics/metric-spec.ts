import { type MetricName, METRICS } from "../../../contract/metrics.ts";
import { durationFigure, formatAxisSeconds, formatDuration } from "../format/duration.ts";
import { formatMoney, formatMoneyAxis, formatMoneyTile } from "../format/money.ts";
import { type Figure, formatAxis, formatCompact, formatExact, formatPercent } from "../format/number.ts";

/** How a metric is named and written. */
export interface MetricSpec {
  name: MetricName;
  label: string;
  kind: "ratio" | "amount";
  better: "more" | "less" | null;
  /** Counts and money are an area from zero; ratios and latencies a line. */
  area: boolean;
  /** Whether it is counted in whole numbers. */
  whole: boolean;
  /** Whether the parts of a split add up to the whole. */
  additive: boolean;
  tile: (value: number) => Figure;
  exact: (value: number) => string;
  axis: (value: number) => string;
}

const LABELS: Record<MetricName, string> = {
  events: "Events",
  sessions: "Sessions",
  active_users: "Active users",
  llm_requests: "LLM requests",
  tool_calls: "Tool calls",
  tool_failures: "Tool failures",
  errors: "Errors",
  error_rate: "Error rate",
  success_rate: "Success rate",
  cost_usd: "Cost",
  tokens: "Tokens",
  input_tokens: "Input tokens",
  output_tokens: "Output tokens",
  cache_read_tokens: "Cache reads",
  cache_creation_tokens: "Cache writes",
  reasoning_tokens: "Reasoning tokens",
  cache_hit_ratio: "Cache hits",
  p95_latency_ms: "p95 latency",
  mean_latency_ms: "Mean latency",
};

/** Metrics of which the parts do not add up: one person may be in several of them. */
const OVERLAPPING: readonly MetricName[] = ["active_users"];

const WRITERS = {
  count: { tile: (value: number) => ({ text: formatCompact(value) }), exact: formatExact, axis: formatAxis },
  tokens: { tile: (value: number) => ({ text: formatCompact(value) }), exact: formatExact, axis: formatAxis },
  usd: { tile: (value: number) => ({ text: formatMoneyTile(value) }), exact: formatMoney, axis: formatMoneyAxis },
  ms: { tile: durationFigure, exact: formatDuration, axis: formatAxisSeconds },
  ratio: {
    tile: (value: number) => formatPercent(value),
    exact: (value: number) => `${formatPercent(value).text}%`,
    axis: (value: number) => `${Number((value * 100).toFixed(1))}%`,
  },
} as const;

/** The spec of a metric. */
export function metricSpec(name: MetricName): MetricSpec {
  const { unit, better } = METRICS[name];
  const counted = unit === "count" || unit === "tokens";
  return {
    name,
    label: LABELS[name],
    kind: unit === "ratio" ? "ratio" : "amount",
    better,
    area: counted || unit === "usd",
    whole: counted,
    additive: (counted || unit === "usd") && !OVERLAPPING.includes(name),
    ...WRITERS[unit],
  };
}
