import { AppError } from "../../../contract/problem.ts";
import { regionFor } from "../../../contract/tenant.ts";
import type { Member, RequestContext } from "../context.ts";
import { refuseForeignOrigin } from "../http/require-own-origin.ts";

/**
 * Joins a member's socket to the organisation's live object. The object learns nothing about the person: who may see what
 * is settled here, and the cookie stays here.
 */
export async function openLive(ctx: RequestContext, member: Member, request: Request): Promise<Response> {
  // Browsers open sockets to other sites with cookies and without asking, so this is the only guard against that.
  refuseForeignOrigin(request.headers.get("origin") ?? undefined, ctx.config.trustedOrigins);
  if (request.headers.get("upgrade")?.toLowerCase() !== "websocket") {
    throw new AppError("VAL_INVALID_FORMAT", "The live view is a WebSocket; send `Upgrade: websocket`.");
  }
  const headers = new Headers({ upgrade: "websocket", "x-request-id": ctx.requestId });
  return await findLiveObject(ctx, member).fetch(new Request(request.url, { headers }));
}

function findLiveObject({ orgLive, config }: RequestContext, { organization }: Member): DurableObjectStub {
  const european = regionFor(organization.residency) === "eu";
  const namespace = config.jurisdictions && european ? orgLive.jurisdiction("eu") : orgLive;
  return namespace.get(namespace.idFromName(organization.id));
}
