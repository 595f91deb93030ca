import type { OperatorPatch, Organization, OrganizationPatch } from "../../../contract/organization.ts";
import { AppError } from "../../../contract/problem.ts";
import { changeOrganization as change } from "../../../stores/postgres/organizations/change-organization.ts";
import { tenantDatabase } from "../../../stores/postgres/tenant.ts";
import { actorOf } from "../auth/actor-of.ts";
import type { Member, RequestContext } from "../context.ts";
import { endLeases } from "../live/end-leases.ts";
import { describeOrganization } from "./describe-organization.ts";

/** How long a deletion can be taken back. */
const GRACE_DAYS = 30;
const DAY_MS = 86_400_000;

/** Renames an organisation, or moves it to another time zone. */
export async function updateOrganization(
  ctx: RequestContext,
  member: Member,
  patch: OrganizationPatch,
): Promise<Organization> {
  if (Object.keys(patch).length > 0) await change(member.tenant, actorOf(ctx, member), "organization.updated", patch);
  return await describeOrganization(member.tenant);
}

/** Holds an organisation still, and deletes it once nobody can have meant something else. Asking again changes nothing. */
export async function requestDeletion(ctx: RequestContext, member: Member, slug: string): Promise<Organization> {
  const { organization, tenant } = member;
  if (slug !== organization.slug) {
    throw new AppError("VAL_INVALID_FORMAT", "The slug is not the one of this organisation.", {
      places: [{ pointer: "/slug", detail: `is not ${organization.slug}` }],
    });
  }
  if (organization.deletionDueAt === null) {
    const deletion_due_at = new Date(ctx.now + GRACE_DAYS * DAY_MS).toISOString();
    await change(tenant, actorOf(ctx, member), "organization.deletion_requested", { deletion_due_at });
  }
  return await describeOrganization(tenant);
}

/** Takes a deletion back that is not due yet. */
export async function cancelDeletion(ctx: RequestContext, member: Member): Promise<Organization> {
  const { organization, tenant } = member;
  if (organization.deletionDueAt !== null && organization.deletionDueAt.getTime() <= ctx.now) {
    throw new AppError("CONFLICT", "The organisation is being deleted already.");
  }
  await change(tenant, actorOf(ctx, member), "organization.deletion_canceled", { deletion_due_at: null });
  return await describeOrganization(tenant);
}

/** Changes what only operators decide about an organisation. */
export async function operateOrganization(
  ctx: RequestContext,
  id: string,
  { suspended, ...patch }: OperatorPatch,
): Promise<Organization> {
  const tenant = tenantDatabase(ctx.database, id, { actorKind: "operator", ip: undefined, userAgent: undefined });
  const wanted = { ...patch, ...suspensionOf(suspended, ctx.now) };
  if (Object.values(wanted).every((value) => value === undefined)) {
    throw new AppError("VAL_INVALID_FORMAT", "There is nothing to change.");
  }
  const actor = { userId: "operator", requestId: ctx.requestId };
  if (!await change(tenant, actor, "organization.operated", wanted)) {
    throw new AppError("NOT_FOUND", `There is no organisation ${id}.`);
  }
  const organization = await describeOrganization(tenant);
  if (organization.state !== "active") endLeases(ctx, organization);
  return organization;
}

function suspensionOf(suspended: OperatorPatch["suspended"], now: number) {
  if (suspended === undefined) return {};
  if (suspended === false) return { suspended_at: null, suspended_reason: null };
  return { suspended_at: new Date(now).toISOString(), suspended_reason: suspended.reason };
}
