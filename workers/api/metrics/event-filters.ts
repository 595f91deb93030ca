import { FILTER_NAMES } from "../../../contract/metrics.ts";
import type { PeriodQuery } from "../../../contract/query.ts";
import type { EventFilter } from "../../../stores/clickhouse/event-filter.ts";

/** The filters that a query string names. A value is repeatable; one with `!` in front is excluded. */
export function readFilters(query: Pick<PeriodQuery, (typeof FILTER_NAMES)[number]>): EventFilter[] {
  return FILTER_NAMES.flatMap((name) => {
    const values = [query[name] ?? []].flat();
    if (values.length === 0) return [];
    const include = values.filter((value) => !value.startsWith("!"));
    const exclude = values.filter((value) => value.startsWith("!")).map((value) => value.slice(1));
    return [{ name, include, exclude }];
  });
}
