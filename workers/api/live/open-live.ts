import { AppError } from "../../../contract/problem.ts";
import type { RequestContext } from "../context.ts";
import { joinLive } from "./join-live.ts";
import type { Ticket } from "./ticket.ts";

/** Joins a viewer's socket to the organisation's live object. */
export async function openLive(ctx: RequestContext, ticket: Ticket, headers: Headers): Promise<Response> {
  if (headers.get("upgrade")?.toLowerCase() !== "websocket") {
    throw new AppError(
      "VAL_INVALID_FORMAT",
      "The live view is a WebSocket; send `Upgrade: websocket`, or ask GET /v1/live/stream for the same as a stream.",
    );
  }
  return await joinLive(ctx, ticket);
}
