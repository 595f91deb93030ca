import type { Actor } from "../../../stores/postgres/audit.ts";
import type { Member, RequestContext } from "../context.ts";

/** Who does something in a request, as it is written down. */
export function actorOf(ctx: Pick<RequestContext, "requestId">, { actor }: Pick<Member, "actor">): Actor {
  return { userId: actor.id, requestId: ctx.requestId };
}
