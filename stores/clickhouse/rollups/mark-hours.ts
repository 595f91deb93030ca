import { type RegionAccess, tellRegion } from "../ask-region.ts";
import { FOREVER, FROZEN_AGE_MS, NOTHING } from "./frozen.ts";

/** Which aggregates no longer say what the events say. Times are epoch ms, `to` is exclusive; hours count as wholes. */
export interface MarkedPeriod {
  orgId?: string | undefined;
  from: number;
  to: number;
}

/** How far the clocks of a service's replicas may differ. */
export const SKEW_SECONDS = 5;

/**
 * Marks hours so that they are answered from events until they are aggregated anew. For changes of events that are no insertions:
 * deletions, restored tables, attached partitions. To be called once such a change is done. A computation under way does not
 * undo the mark, nor does one that begins within `skewSeconds`; hours whose events begin to expire, or were given up, are left alone.
 */
export async function markHours(
  access: RegionAccess,
  { orgId, from, to }: MarkedPeriod,
  skewSeconds = SKEW_SECONDS,
): Promise<void> {
  // Ahead of the clock, so that whatever began before loses against it, on another replica as well.
  const stamp = "bitShiftLeft(toUInt64(toUnixTimestamp64Micro(now64(6)) + {skew_seconds:UInt32} * 1000000), 12)";
  await tellRegion(access, {
    text: `INSERT INTO rolled_hours (org_id, start, stamp, version, covers)
SELECT org_id, start, ${stamp}, version, ${NOTHING} FROM rolled_hours FINAL
WHERE start >= toStartOfHour(fromUnixTimestamp64Milli({from:Int64}, 'UTC')) AND start < fromUnixTimestamp64Milli({to:Int64}, 'UTC')
  AND start >= now() - {frozen_seconds:UInt32} AND covers < ${FOREVER} ${
      orgId === undefined ? "" : "AND org_id = {org_id:String}"
    }`,
    params: {
      from,
      to,
      skew_seconds: skewSeconds,
      frozen_seconds: FROZEN_AGE_MS / 1_000,
      ...(orgId === undefined ? {} : { org_id: orgId }),
    },
  });
}
