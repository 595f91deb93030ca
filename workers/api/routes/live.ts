import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { LIVE_TICKET_MS } from "../../../contract/live.ts";
import { permit } from "../auth/permit.ts";
import type { ApiTypes } from "../context.ts";
import { FAILURES, json } from "../http/answers.ts";
import { admitViewer } from "../live/admit-viewer.ts";
import { issueTicket } from "../live/issue-ticket.ts";
import { openLive } from "../live/open-live.ts";
import { streamLive } from "../live/stream-live.ts";
import { readQuestion, StreamHeaders, StreamQuery } from "../live/stream-query.ts";
import { writeTicket } from "../live/ticket.ts";

const LiveTicket = z.object({
  ticket: z.string().meta({ description: "For `?ticket=`, once." }),
  expires_at: z.iso.datetime(),
}).openapi("LiveTicket");

const shared = { tags: ["Live"] };

const issue = createRoute({
  ...shared,
  method: "post",
  path: "/v1/live/tickets",
  summary: "A ticket to the live view, good once and for a minute",
  middleware: permit("live:read"),
  responses: { 201: json(LiveTicket, "The ticket, shown this once."), ...FAILURES },
});

const socket = createRoute({
  ...shared,
  method: "get",
  path: "/v1/live",
  summary: "The live view, as a WebSocket",
  middleware: admitViewer,
  request: {
    query: z.strictObject({ ticket: z.string().max(512).optional(), org_id: z.string().max(128).optional() }),
  },
  responses: { 101: { description: "The socket is open; a SNAPSHOT follows." }, ...FAILURES },
});

const stream = createRoute({
  ...shared,
  method: "get",
  path: "/v1/live/stream",
  summary: "The live view, as Server-Sent Events",
  middleware: admitViewer,
  request: { query: StreamQuery, headers: StreamHeaders },
  responses: {
    200: {
      description: "The messages of the WebSocket, one in each event; ids are cursors.",
      content: { "text/event-stream": { schema: z.string() } },
    },
    ...FAILURES,
  },
});

/** `POST /v1/live/tickets`, `GET /v1/live`, `GET /v1/live/stream` */
export function addLive(app: OpenAPIHono<ApiTypes>): void {
  app.openapi(issue, async (c) => {
    const { request, member, person } = c.var;
    const ticket = writeTicket(request.config, await issueTicket(request, member, person?.session));
    c.header("cache-control", "no-store");
    return c.json({ ticket, expires_at: new Date(request.now + LIVE_TICKET_MS).toISOString() }, 201);
  });
  app.openapi(socket, (c) => openLive(c.var.request, c.var.ticket, c.req.raw.headers));
  app.openapi(
    stream,
    (c) => streamLive(c.var.request, c.var.ticket, readQuestion(c.req.valid("query"), c.req.valid("header"))),
  );
}
