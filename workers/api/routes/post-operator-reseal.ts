import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import type { ApiTypes } from "../context.ts";
import { FAILURES, json } from "../http/answers.ts";
import { requireOperator } from "../operator/require-operator.ts";
import { resealSecrets } from "../operator/reseal-secrets.ts";

const Outcome = z.object({ resealed: z.number().int(), unreadable: z.number().int(), more: z.boolean() });

const route = createRoute({
  // For operators' tools: it stands in no document that tenants read.
  hide: true,
  middleware: requireOperator,
  method: "post",
  path: "/v1/operator/secrets/reseal",
  responses: { 200: json(Outcome, "What was encrypted anew."), ...FAILURES },
});

/** `POST /v1/operator/secrets/reseal`: encrypts under the present secret what is still under the one before. */
export function addOperatorReseal(app: OpenAPIHono<ApiTypes>): void {
  app.openapi(route, async (c) => c.json(await resealSecrets(c.var.request), 200));
}
