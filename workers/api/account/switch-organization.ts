import type { Me } from "../../../contract/account.ts";
import { AppError } from "../../../contract/problem.ts";
import { libraryAnswer } from "../auth/library-answer.ts";
import type { RequestContext, SignedIn } from "../context.ts";
import { describeSelf } from "./describe-self.ts";

/** Lets a session look at another organisation of its person. `headers` carry the session. */
export async function switchOrganization(
  ctx: RequestContext,
  { user, memberships }: SignedIn,
  headers: Headers,
  organizationId: string,
): Promise<Me> {
  const organization = memberships.find(({ id }) => id === organizationId);
  if (organization === undefined) throw new AppError("ORG_MISMATCH", `You do not belong to ${organizationId}.`);
  await libraryAnswer(ctx.sessions.api.setActiveOrganization({ body: { organizationId }, headers }));
  return describeSelf(ctx, { user, organization, memberships });
}
