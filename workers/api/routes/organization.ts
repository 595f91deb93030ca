import { createRoute, type OpenAPIHono } from "@hono/zod-openapi";
import { DeletionRequest, OperatorPatch, Organization, OrganizationPatch } from "../../../contract/organization.ts";
import { permit } from "../auth/permit.ts";
import type { ApiTypes } from "../context.ts";
import { CONFLICT, FAILURES, json, NOT_FOUND } from "../http/answers.ts";
import { idParam } from "../http/id-param.ts";
import { jsonBody } from "../http/json-body.ts";
import { requireOperator } from "../operator/require-operator.ts";
import {
  cancelDeletion,
  operateOrganization,
  requestDeletion,
  updateOrganization,
} from "../organization/change-organization.ts";
import { describeOrganization } from "../organization/describe-organization.ts";

const tags = ["Organisation"];
const answer = { 200: json(Organization, "The organisation as it is now."), ...FAILURES };

const read = createRoute({
  tags,
  method: "get",
  path: "/v1/organization",
  middleware: permit("organization:read"),
  summary: "The organisation: plan, seats, limits, and whether it is active",
  responses: answer,
});

const update = createRoute({
  tags,
  method: "patch",
  path: "/v1/organization",
  middleware: permit("organization:update"),
  summary: "Rename the organisation, or set its time zone",
  request: jsonBody(OrganizationPatch),
  responses: answer,
});

const deletion = { tags, path: "/v1/organization/deletion", middleware: permit("organization:delete") };

const askDeletion = createRoute({
  ...deletion,
  method: "post",
  summary: "Hold the organisation still and delete it after thirty days",
  request: jsonBody(DeletionRequest),
  responses: answer,
});

const cancel = createRoute({
  ...deletion,
  method: "delete",
  summary: "Take the deletion back",
  responses: { ...answer, 409: CONFLICT },
});

const operate = createRoute({
  // For operators' tools: it stands in no document that tenants read.
  hide: true,
  method: "patch",
  path: "/v1/operator/organizations/{id}",
  middleware: requireOperator,
  request: { params: idParam, ...jsonBody(OperatorPatch) },
  responses: { ...answer, 404: NOT_FOUND },
});

/** `/v1/organization`, its deletion, and what operators decide about one. */
export function addOrganizationLife(app: OpenAPIHono<ApiTypes>): void {
  app.openapi(read, async (c) => c.json(await describeOrganization(c.var.member.tenant), 200));
  app.openapi(update, async (c) => {
    return c.json(await updateOrganization(c.var.request, c.var.member, c.req.valid("json")), 200);
  });
  app.openapi(askDeletion, async (c) => {
    return c.json(await requestDeletion(c.var.request, c.var.member, c.req.valid("json").slug), 200);
  });
  app.openapi(cancel, async (c) => c.json(await cancelDeletion(c.var.request, c.var.member), 200));
  app.openapi(operate, async (c) => {
    return c.json(await operateOrganization(c.var.request, c.req.valid("param").id, c.req.valid("json")), 200);
  });
}
