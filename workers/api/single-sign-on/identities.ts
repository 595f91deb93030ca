import { AppError } from "../../../contract/problem.ts";
import type { LinkedIdentity } from "../../../contract/single-sign-on.ts";
import { listIdentities, unlinkIdentity } from "../../../stores/postgres/single-sign-on/identities.ts";
import type { RequestContext, SignedIn } from "../context.ts";

/** The identity providers that somebody's account is tied to. */
export async function describeIdentities(ctx: RequestContext, { user }: SignedIn): Promise<LinkedIdentity[]> {
  const rows = await listIdentities(ctx.authDatabase, user.id);
  return rows.map(({ id, provider, linkedAt }) => ({ id, provider, linked_at: linkedAt.toISOString() }));
}

/** Unties somebody's account from a provider, where they have another way in. */
export async function dropIdentity(ctx: RequestContext, { user }: SignedIn, id: string): Promise<void> {
  const outcome = await unlinkIdentity(ctx.authDatabase, user.id, id, ctx.requestId);
  if (outcome === "unknown") throw new AppError("NOT_FOUND", `Your account is not tied to ${id}.`);
  if (outcome === "last way") {
    throw new AppError("CONFLICT", "It is your only way in; set a password or a passkey first.");
  }
}
