import { createRoute, type OpenAPIHono } from "@hono/zod-openapi";
import { permit } from "../auth/permit.ts";
import type { ApiTypes } from "../context.ts";
import { FAILURES, json } from "../http/answers.ts";
import { listSessions } from "../sessions/list-sessions.ts";
import { SessionList, SessionsQuery } from "../sessions/session-list.ts";

const route = createRoute({
  method: "get",
  path: "/v1/sessions",
  tags: ["Sessions"],
  summary: "Sessions of a period, the one that started last first",
  middleware: permit("sessions:read"),
  request: { query: SessionsQuery },
  responses: { 200: json(SessionList, "A page of sessions."), ...FAILURES },
});

/** `GET /v1/sessions` */
export function addSessions(app: OpenAPIHono<ApiTypes>): void {
  app.openapi(route, async (c) => {
    return c.json(await listSessions(c.var.request, c.var.member, c.req.valid("query")), 200);
  });
}
