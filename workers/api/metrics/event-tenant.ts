import type { EventTenant } from "../../../stores/clickhouse/tenant-query.ts";
import type { Member } from "../context.ts";

/** Whose events a member asks for, in which region they lie, and what of them the member may see. */
export function eventTenant({ organization, sees }: Pick<Member, "organization" | "sees">): EventTenant {
  return { orgId: organization.id, region: organization.region, sees };
}
