import { createRoute, type OpenAPIHono } from "@hono/zod-openapi";
import { permit } from "../auth/permit.ts";
import type { ApiTypes } from "../context.ts";
import { FAILURES } from "../http/answers.ts";
import { openLive } from "../live/open-live.ts";

const route = createRoute({
  method: "get",
  path: "/v1/live",
  tags: ["Live"],
  summary: "The live view, as a WebSocket",
  middleware: permit("live:read", "people"),
  responses: { 101: { description: "The socket is open; a SNAPSHOT follows." }, ...FAILURES },
});

/** `GET /v1/live` */
export function addLive(app: OpenAPIHono<ApiTypes>): void {
  app.openapi(route, (c) => openLive(c.var.request, c.var.person, c.req.raw));
}
