import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { GroupName, Interval, MetricName } from "../../../contract/metrics.ts";
import type { ReadPath } from "../../../contract/read-routes.ts";
import { chartInterval } from "../filters/period.ts";
import { appendFilters, type SplitName, type ViewState } from "../filters/view-state.ts";
import { addressOf, ask } from "./ask.ts";

const REFRESH_MS = 30_000;

/** Who is signed in. */
export const meQuery = queryOptions({
  queryKey: ["me"],
  queryFn: () => ask("/v1/me"),
  staleTime: 5 * 60_000,
});

/** Whether anything has arrived yet. */
export const onboardingQuery = queryOptions({
  queryKey: ["onboarding"],
  queryFn: () => ask("/v1/onboarding"),
  staleTime: Infinity,
});

/** What is used of what the plan gives. */
export const usageQuery = queryOptions({
  queryKey: ["usage"],
  queryFn: ({ signal }) => ask("/v1/usage", { signal }),
  staleTime: 5 * 60_000,
});

/** The period, comparison and filters of a view in the API's own syntax. */
export function periodParams(view: ViewState, timeZone: string): URLSearchParams {
  const params = new URLSearchParams({ period: view.period, time_zone: timeZone });
  if (view.period === "custom" && view.from !== null && view.to !== null) {
    params.set("from", view.from);
    params.set("to", view.to);
  }
  // Curves are compared with the same weekdays; where no weekday is shared, with the period before.
  const weekday = view.period !== "1h" && view.period !== "custom";
  params.set("compare", view.compare ? (weekday ? "weekday" : "previous") : "none");
  appendFilters(params, view.filters);
  return params;
}

type MetricsPath = Extract<ReadPath, `/v1/metrics/${string}` | "/v1/errors">;

function metricsQuery<P extends MetricsPath>(path: P, query: URLSearchParams, refresh: boolean) {
  return queryOptions({
    queryKey: ["metrics", path, addressOf(path, { query })],
    queryFn: ({ signal }) => ask(path, { query, signal }),
    placeholderData: keepPreviousData,
    staleTime: REFRESH_MS / 2,
    refetchInterval: refresh ? REFRESH_MS : false,
    refetchOnWindowFocus: refresh,
  });
}

/** Figures and sparklines of the tiles. */
export function overviewQuery(view: ViewState, timeZone: string, refresh: boolean, interval: Interval | null) {
  const params = periodParams(view, timeZone);
  if (interval !== null) params.set("interval", interval);
  return metricsQuery("/v1/metrics/overview", params, refresh);
}

/** The series of the chart. */
export function chartQuery(view: ViewState, metric: MetricName, timeZone: string, refresh: boolean) {
  const params = periodParams(view, timeZone);
  params.set("metric", metric);
  params.set("interval", chartInterval(view));
  if (view.split !== null) params.set("group_by", view.split);
  return metricsQuery("/v1/metrics/timeseries", params, refresh);
}

interface BreakdownAsk {
  groupBy: readonly GroupName[];
  orderBy: MetricName;
  /** How many rows of each column. */
  limits: readonly number[];
  /** Width of the trend's buckets; `null` leaves it to the period. */
  interval: Interval | null;
}

/** Rows of tables: for each column, one per value of it. */
export function breakdownsQuery(view: ViewState, timeZone: string, refresh: boolean, ask: BreakdownAsk) {
  const params = periodParams(view, timeZone);
  for (const name of ask.groupBy) params.append("group_by", name);
  params.set("order_by", ask.orderBy);
  for (const limit of ask.limits) params.append("limit", String(limit));
  if (ask.interval !== null) params.set("interval", ask.interval);
  return metricsQuery("/v1/metrics/breakdowns", params, refresh);
}

/** What failed last, of errors that nobody has set aside. */
export function recentErrorsQuery(view: ViewState, timeZone: string, refresh: boolean, limit: number) {
  const params = periodParams(view, timeZone);
  for (const [name, value] of Object.entries({ sort: "last_seen", state: "open", limit: String(limit) })) {
    params.set(name, value);
  }
  params.set("compare", "none");
  return metricsQuery("/v1/errors", params, refresh);
}

/** The values a filter can take in the period, most events first. */
export function filterValuesQuery(view: ViewState, timeZone: string, name: SplitName | GroupName) {
  const params = periodParams({ ...view, compare: false, filters: [] }, timeZone);
  params.set("group_by", name);
  params.set("order_by", "events");
  params.set("limit", "100");
  return { ...metricsQuery("/v1/metrics/breakdown", params, false), placeholderData: undefined };
}
