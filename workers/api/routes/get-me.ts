import { createRoute, type OpenAPIHono } from "@hono/zod-openapi";
import { Me } from "../../../contract/account.ts";
import { describeSelf } from "../account/describe-self.ts";
import { permit } from "../auth/permit.ts";
import type { ApiTypes } from "../context.ts";
import { FAILURES, json } from "../http/answers.ts";

const route = createRoute({
  method: "get",
  path: "/v1/me",
  tags: ["Account"],
  summary: "Who is signed in, and for which organisation",
  middleware: permit("organization:read", "people"),
  responses: { 200: json(Me, "The signed-in person."), ...FAILURES },
});

/** `GET /v1/me` */
export function addMe(app: OpenAPIHono<ApiTypes>): void {
  app.openapi(route, (c) => c.json(describeSelf(c.var.request, c.var.person), 200));
}
