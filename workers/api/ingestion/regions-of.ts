import { type Region, REGIONS, type Residency } from "../../../contract/tenant.ts";

/** Regions that may hold something of an organisation. */
export function regionsOf({ residency }: { residency: Residency }): readonly Region[] {
  return residency === "global" ? REGIONS : [residency];
}
