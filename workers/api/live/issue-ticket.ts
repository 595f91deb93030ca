import { LIVE_LEASE_MS } from "../../../contract/live.ts";
import { AppError } from "../../../contract/problem.ts";
import type { TicketedObject } from "../../../contract/rpc.ts";
import type { Member, Person, RequestContext } from "../context.ts";
import { findLiveObject } from "./find-live-object.ts";
import type { Ticket } from "./ticket.ts";

/**
 * Has the organisation's live object make a ticket with what a member may see. Whoever comes with it is let watch for the
 * length of a lease and no longer than the member's session lasts. The object learns nothing else about the member.
 */
export async function issueTicket(
  ctx: Pick<RequestContext, "orgLive" | "config" | "now">,
  { organization: { id: orgId, region }, sees }: Pick<Member, "organization" | "sees">,
  session: Person["session"] | undefined,
): Promise<Ticket> {
  const expiresAt = Math.min(session?.expiresAt ?? Infinity, ctx.now + LIVE_LEASE_MS);
  // The generated type knows the object but not its methods.
  const object = findLiveObject(ctx, region, orgId) as unknown as TicketedObject;
  const secret = await object.issueTicket({ sees, expiresAt });
  if (secret === undefined) {
    throw new AppError("RATE_LIMITED", "Too many tickets wait to be used.", { retryAfterSeconds: 60 });
  }
  return { region, orgId, secret };
}
