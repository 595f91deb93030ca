import type { Me, OrganizationSummary } from "../../../contract/account.ts";
import type { Membership } from "../../../stores/postgres/members/find-memberships.ts";
import type { Person, RequestContext } from "../context.ts";

/** What somebody signed in is told about themselves. */
export function describeSelf(
  ctx: RequestContext,
  member: Pick<Person, "user" | "organization" | "memberships" | "grants">,
): Me {
  return {
    user: member.user,
    organization: summarise(member.organization),
    organizations: member.memberships.map(summarise),
    grants: member.grants,
    version: ctx.config.version,
  };
}

/** An organisation as its members see it. */
export function summarise(membership: Membership): OrganizationSummary {
  const { id, slug, name, residency, role, timeZone } = membership;
  return { id, slug, name, residency, role, time_zone: timeZone };
}
