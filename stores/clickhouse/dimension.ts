import type { GroupName } from "../../contract/metrics.ts";
import { OTHER_KEY } from "../../contract/window.ts";
import { bucketNumber, type BucketRule } from "./bucket-rule.ts";
import { GROUP_COLUMNS } from "./group-columns.ts";
import type { QueryParams } from "./query-params.ts";

/** Where time is cut: before and since an instant (epoch ms), or into buckets. */
export type TimeCut = { since: number } | { rule: BucketRule };

/** What events are grouped by. */
export interface Dimension {
  name: "side" | "bucket" | "key" | "key_2";
  /** Over the columns of an event. */
  sql: string;
  params: QueryParams;
  /** Columns beside `timestamp` that the SQL reads. */
  columns: readonly GroupName[];
  /** How time is cut, for a dimension of time. */
  cut?: TimeCut;
}

/** One column to group by, or two. */
export type GroupColumns = readonly [GroupName] | readonly [GroupName, GroupName];

const KEY_NAMES = ["key", "key_2"] as const;

/** Before or since an instant (epoch ms): 0 is before. */
export function bySide(since: number): Dimension {
  return {
    name: "side",
    sql: "toUnixTimestamp64Milli(timestamp) >= {side_since:Int64}",
    params: { side_since: since },
    columns: [],
    cut: { since },
  };
}

/** The number of the time bucket. */
export function byBucket(rule: BucketRule): Dimension {
  return { name: "bucket", ...bucketNumber(rule), columns: [], cut: { rule } };
}

/** The value of a column. */
export function byColumn(group: GroupName): Dimension {
  return columnDimension(group, "key");
}

/** The values of one column or of two, for `by` of an aggregation. */
export function byColumns(groups: GroupColumns): [Dimension, ...Dimension[]] {
  const [first, second] = groups;
  return second === undefined ? [byColumn(first)] : [byColumn(first), columnDimension(second, "key_2")];
}

function columnDimension(group: GroupName, name: "key" | "key_2"): Dimension {
  return { name, sql: `toString(${GROUP_COLUMNS[group]})`, params: {}, columns: [group] };
}

/** The value of a column where it is one of `keys`, and `~other` where it is not. */
export function byTopKeys(group: GroupName, keys: string[]): Dimension {
  return byTopGroups([group], keys.map((key) => [key]))[0];
}

/**
 * The values of one column or of two where together they are one of `tops` (a value for each column), and `~other` in each
 * where they are not.
 */
export function byTopGroups(
  groups: GroupColumns,
  tops: readonly (readonly string[])[],
): [Dimension, ...Dimension[]] {
  const columns = groups.map((group) => GROUP_COLUMNS[group]);
  const params: QueryParams = { other_key: OTHER_KEY };
  const lists = columns.map((_, at) => {
    params[`top_${at}`] = tops.map((values) => values[at] ?? "");
    return `{top_${at}:Array(String)}`;
  });
  const isTop = columns.length === 1
    ? `${columns[0]} IN ${lists[0]}`
    : `(${columns.map((column) => `toString(${column})`).join(", ")}) IN arrayZip(${lists.join(", ")})`;
  const dimension = (group: GroupName, at: number): Dimension => ({
    name: KEY_NAMES[at] ?? "key",
    sql: `if(${isTop}, toString(${GROUP_COLUMNS[group]}), {other_key:String})`,
    params,
    columns: groups,
  });
  const [first, ...rest] = groups;
  return [dimension(first, 0), ...rest.map((group, at) => dimension(group, at + 1))];
}
