import {
  FILTER_NAMES,
  type FilterName,
  type GroupName,
  type Interval,
  INTERVAL_NAMES,
  KPI_NAMES,
  type KpiName,
  PERIOD_NAMES,
  type PeriodPreset,
} from "../../../contract/metrics.ts";

/** A restriction of everything a view shows: a column is, or is not, one of some values. */
export interface Filter {
  name: FilterName;
  exclude: boolean;
  values: string[];
}

/** What a view shows. Its URL is this and nothing else, so that a link shows the same. */
export interface ViewState {
  period: PeriodPreset | "custom";
  /** Bounds of a custom period, ISO 8601. */
  from: string | null;
  to: string | null;
  compare: boolean;
  metric: KpiName;
  /** Width of the chart's buckets; `null` leaves it to the period. */
  interval: Interval | null;
  split: SplitName | null;
  filters: Filter[];
}

/** What the chart can be split by. */
export const SPLITS = ["agent_id", "model", "team", "environment"] as const satisfies readonly GroupName[];
/** A column the chart can be split by. */
export type SplitName = (typeof SPLITS)[number];

/** Columns that can be filtered, in the order of the menu. */
export const FILTERABLE = [
  "environment",
  "agent_id",
  "model",
  "team",
  "user_id",
  "repo",
  "provider",
  "tool_name",
  "query_source",
] as const satisfies readonly (FilterName & GroupName)[];

/** What a view shows before anything is chosen. */
export const DEFAULT_VIEW: ViewState = {
  period: "7d",
  from: null,
  to: null,
  compare: true,
  metric: "sessions",
  interval: null,
  split: null,
  filters: [],
};

function oneOf<T extends string>(values: readonly T[], text: string | null): T | null {
  return values.find((value) => value === text) ?? null;
}

function isInstant(text: string | null): text is string {
  return text !== null && !Number.isNaN(Date.parse(text));
}

/** Reads a view from a query string. What is not understood is left out. */
export function parseView(search: string): ViewState {
  const params = new URLSearchParams(search);
  const [from, to] = [params.get("from"), params.get("to")];
  const bounded = isInstant(from) && isInstant(to) && Date.parse(from) < Date.parse(to);
  const asked = oneOf([...PERIOD_NAMES, "custom"], params.get("period")) ?? DEFAULT_VIEW.period;
  const period = asked === "custom" && !bounded ? DEFAULT_VIEW.period : asked;
  return {
    period,
    from: period === "custom" ? from : null,
    to: period === "custom" ? to : null,
    compare: params.get("compare") !== "none",
    metric: oneOf(KPI_NAMES, params.get("metric")) ?? DEFAULT_VIEW.metric,
    interval: oneOf(INTERVAL_NAMES, params.get("interval")),
    split: oneOf(SPLITS, params.get("group_by")),
    filters: parseFilters(params),
  };
}

function parseFilters(params: URLSearchParams): Filter[] {
  const filters: Filter[] = [];
  for (const [key, raw] of params) {
    const name = oneOf(FILTER_NAMES, key);
    if (name === null) continue;
    const exclude = raw.startsWith("!");
    const value = exclude ? raw.slice(1) : raw;
    const present = filters.find((filter) => filter.name === name && filter.exclude === exclude);
    if (present === undefined) filters.push({ name, exclude, values: [value] });
    else if (!present.values.includes(value)) present.values.push(value);
  }
  return filters;
}

/** Adds filters in the API's own syntax: repeated, `!` in front excludes. */
export function appendFilters(params: URLSearchParams, filters: readonly Filter[]): void {
  for (const { name, exclude, values } of filters) {
    for (const value of values) params.append(name, exclude ? `!${value}` : value);
  }
}

const VIEW_PARAMS: ReadonlySet<string> = new Set([
  "period",
  "from",
  "to",
  "compare",
  "metric",
  "interval",
  "group_by",
  ...FILTER_NAMES,
]);

/**
 * The query string of a view, without what is default; empty or with its `?`.
 * @param search what the URL holds now: parameters of a page's own are kept
 */
export function writeView(view: ViewState, search = ""): string {
  const params = new URLSearchParams([...new URLSearchParams(search)].filter(([name]) => !VIEW_PARAMS.has(name)));
  if (view.period !== DEFAULT_VIEW.period) params.set("period", view.period);
  if (view.period === "custom" && view.from !== null && view.to !== null) {
    params.set("from", view.from);
    params.set("to", view.to);
  }
  if (!view.compare) params.set("compare", "none");
  if (view.metric !== DEFAULT_VIEW.metric) params.set("metric", view.metric);
  if (view.interval !== null) params.set("interval", view.interval);
  if (view.split !== null) params.set("group_by", view.split);
  appendFilters(params, view.filters);
  return writeSearch(params);
}

/** Parameters as a query string, empty or with its `?`. `!`, `:` and `,` are allowed there and read better unescaped. */
export function writeSearch(params: URLSearchParams): string {
  const text = params.toString().replaceAll("%21", "!").replaceAll("%3A", ":").replaceAll("%2C", ",");
  return text === "" ? "" : `?${text}`;
}

/** The filters with one column's restriction replaced in its place, or added at the end; no values remove it. */
export function replaceFilter(filters: readonly Filter[], index: number | null, next: Filter): Filter[] {
  const kept = index === null ? [...filters, next] : filters.map((filter, i) => (i === index ? next : filter));
  return kept.filter((filter) => filter.values.length > 0);
}
