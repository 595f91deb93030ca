import { createRoute, type OpenAPIHono } from "@hono/zod-openapi";
import { ReplayProgress, ReplayStep } from "../../../contract/replay.ts";
import type { ApiTypes } from "../context.ts";
import { FAILURES, json, NOT_FOUND } from "../http/answers.ts";
import { jsonBody } from "../http/json-body.ts";
import { requireOperator } from "../operator/require-operator.ts";
import { takeStep } from "../operator/take-step.ts";

const route = createRoute({
  // For operators' tools: it stands in no document that tenants read.
  hide: true,
  method: "post",
  path: "/v1/operator/replay",
  middleware: requireOperator,
  request: jsonBody(ReplayStep),
  responses: { 200: json(ReplayProgress, "What the step did."), 404: NOT_FOUND, ...FAILURES },
});

/** `POST /v1/operator/replay` */
export function addOperatorReplay(app: OpenAPIHono<ApiTypes>): void {
  app.openapi(route, async (c) => c.json(await takeStep(c.var.request, c.req.valid("json")), 200));
}
