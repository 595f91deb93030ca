import type { Organization } from "../../../contract/organization.ts";
import { DEFAULT_LIMITS } from "../../../contract/quota.ts";
import { readOrganization } from "../../../stores/postgres/organizations/read-organization.ts";
import type { TenantDatabase } from "../../../stores/postgres/tenant.ts";

/** What an organisation is, has, and may. */
export async function describeOrganization(tenant: TenantDatabase): Promise<Organization> {
  const found = await readOrganization(tenant);
  if (found === undefined) throw new Error(`organisation ${tenant.orgId} is gone`);
  const { organization, memberCount } = found;
  const { deletionDueAt, suspendedAt } = organization;
  return {
    id: organization.id,
    slug: organization.slug,
    name: organization.name,
    time_zone: organization.timeZone,
    residency: organization.residency,
    region: organization.region,
    plan: organization.plan,
    seats: { used: memberCount, limit: organization.seats },
    limits: { ...DEFAULT_LIMITS, ...organization.settings.limits, events_per_month: organization.monthlyEvents },
    state: deletionDueAt !== null ? "deleting" : suspendedAt !== null ? "suspended" : "active",
    suspended_reason: organization.suspendedReason,
    deletion_due_at: deletionDueAt?.toISOString() ?? null,
    created_at: organization.createdAt.toISOString(),
  };
}
