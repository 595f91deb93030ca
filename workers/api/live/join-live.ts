import { AppError } from "../../../contract/problem.ts";
import type { RequestContext } from "../context.ts";
import { findLiveObject } from "./find-live-object.ts";
import type { Ticket } from "./ticket.ts";

/**
 * Opens a socket on an organisation's live object with a ticket, which is used up by it. Credentials stay here.
 * Throws AUTH_INVALID, RATE_LIMITED.
 */
export async function joinLive(
  ctx: Pick<RequestContext, "orgLive" | "config" | "requestId">,
  { region, orgId, secret }: Ticket,
): Promise<Response> {
  const headers = { upgrade: "websocket", "x-request-id": ctx.requestId, "x-fleetglass-ticket": secret };
  const response = await findLiveObject(ctx, region, orgId).fetch("https://live/", { headers });
  if (response.status === 401) {
    throw new AppError("AUTH_INVALID", "The ticket was used already, or is older than a minute.");
  }
  if (response.status === 429) {
    throw new AppError("RATE_LIMITED", "The organisation has too many viewers.", { retryAfterSeconds: 60 });
  }
  return response;
}
