import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { ApiKeyInput, ApiKeySummary, CreatedApiKey, KeyRotation, RotatedApiKey } from "../../../contract/account.ts";
import { listApiKeys } from "../../../stores/postgres/keys/list-api-keys.ts";
import { permit } from "../auth/permit.ts";
import type { ApiTypes } from "../context.ts";
import { CONFLICT, FAILURES, json, NOT_FOUND } from "../http/answers.ts";
import { idParam } from "../http/id-param.ts";
import { jsonBody } from "../http/json-body.ts";
import { createKey } from "../keys/create-key.ts";
import { revokeKey } from "../keys/revoke-key.ts";
import { rotateKey } from "../keys/rotate-key.ts";
import { summariseKey } from "../keys/summarise-key.ts";

const shared = { tags: ["API keys"], middleware: permit("keys:write") };

const list = createRoute({
  ...shared,
  middleware: permit("keys:read"),
  method: "get",
  path: "/v1/keys",
  summary: "The organisation's API keys, newest first",
  responses: { 200: json(z.object({ data: z.array(ApiKeySummary) }), "The keys, ended ones too."), ...FAILURES },
});

const create = createRoute({
  ...shared,
  method: "post",
  path: "/v1/keys",
  summary: "Create an API key",
  request: jsonBody(ApiKeyInput),
  responses: { 201: json(CreatedApiKey, "The key, shown this once."), ...FAILURES },
});

const rotate = createRoute({
  ...shared,
  method: "post",
  path: "/v1/keys/{id}/rotate",
  summary: "Replace an API key by a new one with the same name and scopes; both work for a while",
  request: { params: idParam, ...jsonBody(KeyRotation) },
  responses: {
    201: json(RotatedApiKey, "The new key, shown this once."),
    404: NOT_FOUND,
    409: CONFLICT,
    ...FAILURES,
  },
});

const revoke = createRoute({
  ...shared,
  method: "delete",
  path: "/v1/keys/{id}",
  summary: "Revoke an API key",
  request: { params: idParam },
  responses: { 204: { description: "The key is revoked." }, 404: NOT_FOUND, ...FAILURES },
});

/** `GET /v1/keys`, `POST /v1/keys`, `POST /v1/keys/{id}/rotate`, `DELETE /v1/keys/{id}` */
export function addKeys(app: OpenAPIHono<ApiTypes>): void {
  app.openapi(list, async (c) => {
    const rows = await listApiKeys(c.var.member.tenant);
    return c.json({ data: rows.map(summariseKey) }, 200);
  });
  app.openapi(create, async (c) => {
    c.header("cache-control", "no-store");
    return c.json(await createKey(c.var.request, c.var.member, c.req.valid("json")), 201);
  });
  app.openapi(rotate, async (c) => {
    c.header("cache-control", "no-store");
    const { id } = c.req.valid("param");
    return c.json(await rotateKey(c.var.request, c.var.member, id, c.req.valid("json")), 201);
  });
  app.openapi(revoke, async (c) => {
    await revokeKey(c.var.request, c.var.member, c.req.valid("param").id);
    return c.body(null, 204);
  });
}
