import { createRoute, type OpenAPIHono } from "@hono/zod-openapi";
import { PrivacyPatch, PrivacySettings } from "../../../contract/tenant-settings.ts";
import { permit } from "../auth/permit.ts";
import type { ApiTypes } from "../context.ts";
import { FAILURES, json } from "../http/answers.ts";
import { jsonBody } from "../http/json-body.ts";
import { changePrivacy, describePrivacy } from "../settings/privacy.ts";

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

/** `GET /v1/organization/settings`, `PATCH /v1/organization/settings` */
export function addOrganizationSettings(app: OpenAPIHono<ApiTypes>): void {
  app.openapi(read, async (c) => c.json(await describePrivacy(c.var.member), 200));
  app.openapi(change, async (c) => {
    return c.json(await changePrivacy(c.var.request, c.var.member, c.req.valid("json")), 200);
  });
}
