import { createRoute, type OpenAPIHono } from "@hono/zod-openapi";
import { Onboarding } from "../../../contract/account.ts";
import { permit } from "../auth/permit.ts";
import type { ApiTypes } from "../context.ts";
import { FAILURES, json } from "../http/answers.ts";
import { describeArrivals } from "../onboarding/describe-arrivals.ts";

const route = createRoute({
  method: "get",
  path: "/v1/onboarding",
  tags: ["Account"],
  summary: "Whether anything has arrived yet, and where to send it",
  middleware: permit("organization:read"),
  responses: { 200: json(Onboarding, "What has arrived."), ...FAILURES },
});

/** `GET /v1/onboarding` */
export function addOnboarding(app: OpenAPIHono<ApiTypes>): void {
  app.openapi(route, async (c) => c.json(await describeArrivals(c.var.request, c.var.member), 200));
}
