import { regionFor } from "../../../contract/tenant.ts";
import type { EventTenant } from "../../../stores/clickhouse/tenant-query.ts";
import type { Member } from "../context.ts";

/** Whose events a member asks for, and in which region they lie. */
export function eventTenant({ organization }: Pick<Member, "organization">): EventTenant {
  return { orgId: organization.id, region: regionFor(organization.residency) };
}
