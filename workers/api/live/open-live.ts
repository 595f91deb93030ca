import { AppError } from "../../../contract/problem.ts";
import type { Person, RequestContext } from "../context.ts";
import { refuseForeignOrigin } from "../http/require-own-origin.ts";
import { findLiveObject } from "./find-live-object.ts";

/**
 * How long a socket stays open before its viewer has to come back and is looked at again: somebody who has signed out or was
 * removed sees no more than that. A viewer resumes within a second and misses nothing.
 */
const SOCKET_MS = 15 * 60_000;

/**
 * Joins a person's socket to the organisation's live object. The object learns nothing about the person: who may see what
 * is settled here, and the cookie stays here.
 */
export async function openLive(ctx: RequestContext, person: Person, request: Request): Promise<Response> {
  // Browsers open sockets to other sites with cookies and without asking, so this is the only guard against that.
  refuseForeignOrigin(request.headers.get("origin") ?? undefined, ctx.config.trustedOrigins);
  if (request.headers.get("upgrade")?.toLowerCase() !== "websocket") {
    throw new AppError("VAL_INVALID_FORMAT", "The live view is a WebSocket; send `Upgrade: websocket`.");
  }
  const headers = new Headers({
    upgrade: "websocket",
    "x-request-id": ctx.requestId,
    "x-fleetglass-expires-at": String(Math.min(person.session.expiresAt, ctx.now + SOCKET_MS)),
  });
  const { id, region } = person.organization;
  return await findLiveObject(ctx, region, id).fetch(new Request(request.url, { headers }));
}
