import { type RegionAccess, tellRegion } from "../ask-region.ts";
import { SOURCES } from "./sources.ts";

/** No question takes this long, and no computation does: what was replaced or given up before is read by nobody. */
const REST_SECONDS = 6 * 3_600;

/** Deletes rows of computations that were replaced, or that never came to count. */
export async function sweepRollups(access: RegionAccess): Promise<void> {
  for (const { name } of SOURCES) {
    for (const [table, ledger] of [[`${name}_hourly`, "rolled_hours"], [`${name}_daily`, "rolled_days"]] as const) {
      await tellRegion(access, {
        text:
          `DELETE FROM ${table} WHERE version < bitShiftLeft(toUInt64(toUnixTimestamp64Micro(now64(6)) - ${REST_SECONDS}000000), 12)
  AND (org_id, start, version) NOT IN (SELECT org_id, start, version FROM ${ledger} FINAL)`,
      });
    }
  }
}
