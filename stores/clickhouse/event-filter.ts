import type { FilterName } from "../../contract/metrics.ts";
import { GROUP_COLUMNS } from "./group-columns.ts";
import type { QueryParams } from "./query-params.ts";

/** What one column may be: one of `include` where it is not empty, and none of `exclude`. */
export interface EventFilter {
  name: FilterName;
  include: string[];
  exclude: string[];
}

/** Columns by the filters' names; nothing else can become an identifier in a query. */
const COLUMNS = {
  ...GROUP_COLUMNS,
  // Compared as text; an event that does not say is neither.
  success: "multiIf(isNull(success), '', success, 'true', 'false')",
  session_id: "session_id",
  branch: "branch",
  agent_version: "agent_version",
  severity: "severity",
  error_type: "error_type",
  fingerprint: "fingerprint",
} as const satisfies Record<FilterName, string>;

/** Conditions and their values; an event has to meet all of them. */
export function filterConditions(filters: EventFilter[]): { conditions: string[]; params: QueryParams } {
  const conditions: string[] = [];
  const params: QueryParams = {};
  for (const [i, { name, include, exclude }] of filters.entries()) {
    if (include.length > 0) {
      conditions.push(`${COLUMNS[name]} IN {filter_${i}_in:Array(String)}`);
      params[`filter_${i}_in`] = include;
    }
    if (exclude.length > 0) {
      conditions.push(`${COLUMNS[name]} NOT IN {filter_${i}_out:Array(String)}`);
      params[`filter_${i}_out`] = exclude;
    }
  }
  return { conditions, params };
}
