import { createRoute, type OpenAPIHono } from "@hono/zod-openapi";
import { OrganizationSummary } from "../../../contract/account.ts";
import { foundOrganization, OrganizationInput } from "../account/found-organization.ts";
import { requireUser } from "../auth/find-signed-in.ts";
import type { ApiTypes } from "../context.ts";
import { FAILURES, json } from "../http/answers.ts";
import { jsonBody } from "../http/json-body.ts";
import { markOrganization } from "../http/mark-organization.ts";

const route = createRoute({
  method: "post",
  path: "/v1/organizations",
  tags: ["Account"],
  summary: "Found an organisation",
  middleware: requireUser,
  request: jsonBody(OrganizationInput),
  responses: { 201: json(OrganizationSummary, "The organisation; the session looks at it."), ...FAILURES },
});

/** `POST /v1/organizations` */
export function addOrganization(app: OpenAPIHono<ApiTypes>): void {
  app.openapi(route, async (c) => {
    const organization = await foundOrganization(c.var.request, c.var.signedIn, c.req.valid("json"));
    markOrganization(c, organization.id);
    return c.json(organization, 201);
  });
}
