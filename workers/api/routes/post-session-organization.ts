import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { Me } from "../../../contract/account.ts";
import { switchOrganization } from "../account/switch-organization.ts";
import { requireUser } from "../auth/find-signed-in.ts";
import type { ApiTypes } from "../context.ts";
import { FAILURES, json } from "../http/answers.ts";
import { jsonBody } from "../http/json-body.ts";
import { markOrganization } from "../http/mark-organization.ts";

const route = createRoute({
  method: "post",
  path: "/v1/session/organization",
  tags: ["Account"],
  summary: "Look at another of one's organisations",
  middleware: requireUser,
  request: jsonBody(z.object({ organization_id: z.string().min(1).max(128) })),
  responses: { 200: json(Me, "The session looks at the organisation."), ...FAILURES },
});

/** `POST /v1/session/organization` */
export function addSessionOrganization(app: OpenAPIHono<ApiTypes>): void {
  app.openapi(route, async (c) => {
    const { organization_id } = c.req.valid("json");
    const me = await switchOrganization(c.var.request, c.var.signedIn, organization_id);
    markOrganization(c, organization_id);
    return c.json(me, 200);
  });
}
