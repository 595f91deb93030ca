import { createRoute, type OpenAPIHono } from "@hono/zod-openapi";
import { RepriceProgress, RepriceStep } from "../../../contract/reprice.ts";
import type { ApiTypes } from "../context.ts";
import { FAILURES, json, NOT_FOUND } from "../http/answers.ts";
import { jsonBody } from "../http/json-body.ts";
import { requireOperator } from "../operator/require-operator.ts";
import { takeRepriceStep } from "../reprice/take-reprice-step.ts";

const route = createRoute({
  // For operators' tools: it stands in no document that tenants read.
  hide: true,
  method: "post",
  path: "/v1/operator/reprice",
  middleware: requireOperator,
  request: jsonBody(RepriceStep),
  responses: { 200: json(RepriceProgress, "What the step did."), 404: NOT_FOUND, ...FAILURES },
});

/** `POST /v1/operator/reprice` */
export function addOperatorReprice(app: OpenAPIHono<ApiTypes>): void {
  app.openapi(route, async (c) => c.json(await takeRepriceStep(c.var.request, c.req.valid("json")), 200));
}
