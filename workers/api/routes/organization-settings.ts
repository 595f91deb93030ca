import { createRoute, type OpenAPIHono } from "@hono/zod-openapi";
import { Retention, RetentionChoice } from "../../../contract/retention.ts";
import { PrivacyPatch, PrivacySettings } from "../../../contract/tenant-settings.ts";
import { permit } from "../auth/permit.ts";
import type { ApiTypes } from "../context.ts";
import { FAILURES, json } from "../http/answers.ts";
import { jsonBody } from "../http/json-body.ts";
import { changePrivacy, describePrivacy } from "../settings/privacy.ts";
import { changeRetention, describeRetention } from "../settings/retention.ts";

const shared = { path: "/v1/organization/settings", tags: ["Account"] };

const read = createRoute({
  ...shared,
  middleware: permit("settings:read"),
  method: "get",
  summary: "What the organisation lets the edge keep of its telemetry",
  responses: { 200: json(PrivacySettings, "The settings."), ...FAILURES },
});

const change = createRoute({
  ...shared,
  middleware: permit("settings:update"),
  method: "patch",
  summary: "Change what is kept of telemetry; holds for what arrives from 90 seconds later on at the latest",
  request: jsonBody(PrivacyPatch),
  responses: { 200: json(PrivacySettings, "The settings as they are now."), ...FAILURES },
});

const kept = { path: "/v1/organization/retention", tags: ["Account"] };

const readKept = createRoute({
  ...kept,
  middleware: permit("settings:read"),
  method: "get",
  summary: "How long what is kept of the organisation",
  responses: { 200: json(Retention, "Days and months."), ...FAILURES },
});

const choose = createRoute({
  ...kept,
  middleware: permit("retention:update"),
  method: "put",
  summary: "Choose how long single events are kept; older ones are deleted for good in the following night",
  request: jsonBody(RetentionChoice),
  responses: { 200: json(Retention, "How long they are kept now."), ...FAILURES },
});

/** `GET`, `PATCH /v1/organization/settings`, and `GET`, `PUT /v1/organization/retention` */
export function addOrganizationSettings(app: OpenAPIHono<ApiTypes>): void {
  app.openapi(read, async (c) => c.json(await describePrivacy(c.var.member), 200));
  app.openapi(change, async (c) => {
    return c.json(await changePrivacy(c.var.request, c.var.member, c.req.valid("json")), 200);
  });
  app.openapi(readKept, async (c) => c.json(await describeRetention(c.var.member), 200));
  app.openapi(choose, async (c) => {
    return c.json(await changeRetention(c.var.request, c.var.member, c.req.valid("json")), 200);
  });
}
