import type { LiveCommand } from "../../../contract/live.ts";
import type { RequestContext } from "../context.ts";
import { joinLive } from "./join-live.ts";
import { relayMessages } from "./relay-messages.ts";
import type { LiveQuestion } from "./stream-query.ts";
import type { Ticket } from "./ticket.ts";

const HEADERS = {
  "content-type": "text/event-stream; charset=utf-8",
  "cache-control": "no-store",
  // Proxies on the way must not wait for more.
  "x-accel-buffering": "no",
};

/**
 * Answers the live messages as Server-Sent Events: a socket to the live object, relayed. The stream ends with the lease;
 * clients come back by themselves, and `Last-Event-ID` says what they have.
 */
export async function streamLive(
  ctx: RequestContext,
  ticket: Ticket,
  { channels, filter, cursor }: LiveQuestion,
): Promise<Response> {
  const { webSocket: socket } = await joinLive(ctx, ticket);
  if (socket === null) throw new Error("the live object opened no socket");
  const body = relayMessages(socket, ctx.signal);
  socket.accept();
  const commands: LiveCommand[] = [{ type: "SUBSCRIBE", channels, filter, batched: true }];
  if (cursor !== undefined) commands.push({ type: "RESUME", cursor });
  for (const command of commands) socket.send(JSON.stringify(command));
  return new Response(body, { headers: HEADERS });
}
