import type { GroupName } from "../../contract/metrics.ts";
import { OTHER_KEY } from "../../contract/window.ts";
import { bucketNumber, type BucketRule } from "./bucket-rule.ts";
import type { QueryParams } from "./query-params.ts";

/** What events are grouped by. */
export interface Dimension {
  name: "side" | "bucket" | "key";
  /** Over the columns of an event. */
  sql: string;
  params: QueryParams;
}

/** Columns by the groupings' names; nothing else can become an identifier in a query. */
const COLUMNS = {
  agent_id: "agent_id",
  model: "model",
  provider: "provider",
  team: "team",
  user_id: "user_id",
  environment: "environment",
  event_type: "event_type",
  repo: "repo",
  tool_name: "tool_name",
  query_source: "query_source",
} as const satisfies Record<GroupName, string>;

/** Before or since an instant (epoch ms): 0 is before. */
export function bySide(since: number): Dimension {
  return {
    name: "side",
    sql: "toUnixTimestamp64Milli(timestamp) >= {side_since:Int64}",
    params: { side_since: since },
  };
}

/** The number of the time bucket. */
export function byBucket(rule: BucketRule): Dimension {
  return { name: "bucket", ...bucketNumber(rule) };
}

/** The value of a column. */
export function byColumn(group: GroupName): Dimension {
  return { name: "key", sql: `toString(${COLUMNS[group]})`, params: {} };
}

/** The value of a column where it is one of `keys`, and `~other` where it is not. */
export function byTopKeys(group: GroupName, keys: string[]): Dimension {
  const column = COLUMNS[group];
  return {
    name: "key",
    sql: `if(${column} IN {top_keys:Array(String)}, toString(${column}), {other_key:String})`,
    params: { top_keys: keys, other_key: OTHER_KEY },
  };
}
