import { type RegionAccess, tellRegion } from "../ask-region.ts";
import { FOREVER, NOTHING } from "./frozen.ts";

/**
 * Keeps the aggregates of an organisation's hours before an instant (epoch ms) as they are, whatever becomes of their events.
 * To be called before events are deleted because they are not kept any longer.
 */
export async function freezeHours(access: RegionAccess, orgId: string, before: number): Promise<void> {
  await tellRegion(access, {
    text: `INSERT INTO rolled_hours (org_id, start, stamp, version, covers)
SELECT org_id, start, bitShiftLeft(toUInt64(toUnixTimestamp64Micro(now64(6))), 12), version, ${FOREVER} FROM rolled_hours FINAL
WHERE org_id = {org_id:String} AND start < fromUnixTimestamp64Milli({before:Int64}, 'UTC')
  AND covers > ${NOTHING} AND covers < ${FOREVER}`,
    params: { org_id: orgId, before },
  });
}
