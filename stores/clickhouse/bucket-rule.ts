import type { QueryParams } from "./query-params.ts";

/** How time is cut into buckets of equal width, numbered from 0. */
export type BucketRule =
  /** By elapsed time since `origin` (epoch ms). */
  | { kind: "elapsed"; origin: number; widthMs: number }
  /**
   * By the clock on the wall of a time zone: `origin` is such a clock's reading, taken as if it were UTC (ms). A day is a
   * day then, be it 23, 24 or 25 hours long.
   */
  | { kind: "wall"; origin: number; widthMs: number; timeZone: string };

/** The number of the bucket that an event falls into, as SQL over `timestamp`. */
export function bucketNumber(rule: BucketRule): { sql: string; params: QueryParams } {
  const params = { bucket_origin: rule.origin, bucket_width: rule.widthMs };
  const elapsed = "toUnixTimestamp64Milli(timestamp)";
  const number = (reading: string) => `intDiv(${reading} - {bucket_origin:Int64}, {bucket_width:Int64})`;
  if (rule.kind === "elapsed") return { sql: number(elapsed), params };
  const offset = "timeZoneOffset(toTimeZone(timestamp, {bucket_zone:String})) * 1000";
  return { sql: number(`${elapsed} + ${offset}`), params: { ...params, bucket_zone: rule.timeZone } };
}
