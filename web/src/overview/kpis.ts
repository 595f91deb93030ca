import type { KpiName } from "../../../contract/metrics.ts";
import type { Overview } from "../../../contract/query.ts";
import { durationFigure, formatAxisSeconds, formatDuration } from "../format/duration.ts";
import { formatMoney, formatMoneyAxis, formatMoneyTile } from "../format/money.ts";
import { type Figure, formatAxis, formatCompact, formatExact, formatPercent } from "../format/number.ts";

/** How one metric of the overview is named and written. */
export interface KpiSpec {
  name: KpiName;
  label: string;
  /** The beginning of the chart's title. */
  chartLabel: string;
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
  context: (overview: Overview) => string;
}

const count = {
  kind: "amount",
  better: null,
  area: true,
  whole: true,
  tile: (value: number) => ({ text: formatCompact(value) }),
  exact: formatExact,
  axis: formatAxis,
} as const;

function share(ratio: number | null, decimals: number, of: string): string {
  return ratio === null ? "" : `${formatPercent(ratio, decimals).text}% ${of}`;
}

/** The tiles in order. */
export const KPIS: readonly KpiSpec[] = [
  {
    ...count,
    name: "active_users",
    label: "Active users",
    chartLabel: "Active users",
    additive: false,
    context: ({ context, kpis }) =>
      context.seats === null
        ? before(kpis.active_users.previous, formatCompact)
        : `of ${formatExact(context.seats)} seats`,
  },
  {
    ...count,
    name: "sessions",
    label: "Sessions",
    chartLabel: "Sessions",
    additive: true,
    context: ({ kpis }) => before(kpis.sessions.previous, formatCompact),
  },
  {
    name: "success_rate",
    label: "Success rate",
    chartLabel: "Success rate",
    kind: "ratio",
    better: "more",
    area: false,
    whole: false,
    additive: false,
    tile: (value) => formatPercent(value),
    exact: (value) => `${formatPercent(value).text}%`,
    axis: (value) => `${Number((value * 100).toFixed(1))}%`,
    context: ({ context }) => `${formatCompact(context.sessions_failed)} sessions failed`,
  },
  {
    ...count,
    whole: false,
    name: "cost_usd",
    label: "Est. cost",
    chartLabel: "Cost",
    additive: true,
    tile: (value) => ({ text: formatMoneyTile(value) }),
    exact: formatMoney,
    axis: formatMoneyAxis,
    context: ({ context }) =>
      context.estimated_cost_share === null ? "" : `${Math.round(context.estimated_cost_share * 100)}% estimated`,
  },
  {
    ...count,
    name: "tokens",
    label: "Tokens",
    chartLabel: "Tokens",
    additive: true,
    context: ({ context }) => share(context.cache_hit_ratio, 1, "cache hits"),
  },
  {
    name: "p95_latency_ms",
    label: "p95 latency",
    chartLabel: "p95 latency",
    kind: "amount",
    better: "less",
    area: false,
    whole: false,
    additive: false,
    tile: durationFigure,
    exact: formatDuration,
    axis: formatAxisSeconds,
    context: (
      { context },
    ) => (context.mean_latency_ms === null ? "" : `mean ${formatDuration(context.mean_latency_ms)}`),
  },
  {
    ...count,
    name: "errors",
    label: "Errors",
    chartLabel: "Errors",
    better: "less",
    additive: true,
    context: ({ context }) => share(context.error_rate, 2, "of requests"),
  },
];

function before(previous: number | null, format: (value: number) => string): string {
  return previous === null ? "" : `from ${format(previous)}`;
}

/** The spec of one metric. */
export function kpiSpec(name: KpiName): KpiSpec {
  const spec = KPIS.find((candidate) => candidate.name === name);
  if (spec === undefined) throw new Error(`no tile for the metric ${name}`);
  return spec;
}
