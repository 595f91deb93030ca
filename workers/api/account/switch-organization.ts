import type { Me } from "../../../contract/account.ts";
import { AppError } from "../../../contract/problem.ts";
import { lookAtOrganization } from "../../../stores/postgres/sessions/look-at-organization.ts";
import type { RequestContext, SignedIn } from "../context.ts";
import { grantsOfMember } from "../auth/permit.ts";
import { describeSelf } from "./describe-self.ts";

/** Lets a session look at another organisation of its person. */
export async function switchOrganization(
  ctx: RequestContext,
  { user, session, memberships }: SignedIn,
  organizationId: string,
): Promise<Me> {
  const organization = memberships.find(({ id }) => id === organizationId);
  if (organization === undefined) throw new AppError("ORG_MISMATCH", `You do not belong to ${organizationId}.`);
  await lookAtOrganization(ctx.authDatabase, session.id, organizationId);
  return describeSelf(ctx, { user, organization, memberships, grants: grantsOfMember(organization) });
}
