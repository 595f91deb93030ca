import type { KpiName } from "../../../contract/metrics.ts";
import type { Overview } from "../../../contract/query.ts";
import { formatDuration } from "../format/duration.ts";
import { formatCompact, formatExact, formatPercent, writeShare } from "../format/number.ts";
import { type MetricSpec, metricSpec } from "../metrics/metric-spec.ts";

/** How one figure of the overview is named and written. */
export interface KpiSpec extends MetricSpec {
  name: KpiName;
  context: (overview: Overview) => string;
}

/** The tiles in order. */
export const KPIS: readonly KpiSpec[] = [
  tile(
    "active_users",
    ({ context, kpis }) =>
      context.seats === null
        ? before(kpis.active_users.previous, formatCompact)
        : `of ${formatExact(context.seats)} seats`,
  ),
  tile("sessions", ({ kpis }) => before(kpis.sessions.previous, formatCompact)),
  tile("success_rate", ({ context }) => `${formatCompact(context.sessions_failed)} sessions failed`),
  {
    ...tile(
      "cost_usd",
      ({ context }) =>
        context.estimated_cost_share === null ? "" : `${writeShare(context.estimated_cost_share)} estimated`,
    ),
    label: "Est. cost",
  },
  tile("tokens", ({ context }) => share(context.cache_hit_ratio, 1, "cache hits")),
  tile(
    "p95_latency_ms",
    ({ context }) => context.mean_latency_ms === null ? "" : `mean ${formatDuration(context.mean_latency_ms)}`,
  ),
  tile("errors", ({ context }) => share(context.error_rate, 2, "of requests")),
];

function tile(name: KpiName, context: KpiSpec["context"]): KpiSpec {
  return { ...metricSpec(name), name, context };
}

function share(ratio: number | null, decimals: number, of: string): string {
  return ratio === null ? "" : `${formatPercent(ratio, decimals).text}% ${of}`;
}

function before(previous: number | null, format: (value: number) => string): string {
  return previous === null ? "" : `from ${format(previous)}`;
}
