import { askRows, type RegionAccess } from "../ask-region.ts";

/** Until when everything that was inserted can be read. */
export interface Watermark {
  /** Time of insertion, microseconds since 1970: rows with an earlier `inserted_at` are there, or will never be. */
  insertedBefore: string;
  /** Names computations that begin now, and orders them: later ones have greater numbers. */
  version: string;
}

/** Longer than an insertion is waited for: those of other replicas of the service are not listed. */
const MARGIN_SECONDS = 40;

/**
 * Reads how far insertions are through. A row is stamped when its insertion begins and seen when that ends, so what is still
 * under way bounds what can be relied on.
 * @param marginSeconds is kept off what was inserted last
 */
export async function readWatermark(access: RegionAccess, marginSeconds = MARGIN_SECONDS): Promise<Watermark> {
  const [row] = await askRows<{ inserted_before: string; version: string }>(access, {
    // The last bits tell apart what begins in the same microsecond.
    text: `WITH toUnixTimestamp64Micro(now64(6)) AS now_micros
SELECT now_micros - {margin_seconds:UInt32} * 1000000 - toInt64(ceil(max(elapsed) * 1000000)) AS inserted_before,
  bitOr(bitShiftLeft(toUInt64(now_micros), 12), bitAnd(rand64(), 4095)) AS version
FROM system.processes WHERE query_kind IN ('Insert', 'AsyncInsertFlush')`,
    params: { margin_seconds: marginSeconds },
  });
  if (row === undefined) throw new Error("ClickHouse answered no watermark");
  return { insertedBefore: row.inserted_before, version: row.version };
}
