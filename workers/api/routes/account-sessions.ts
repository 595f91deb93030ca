import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { DeviceSession } from "../../../contract/account.ts";
import { listDevices, signOutDevice, signOutElsewhere } from "../account/device-sessions.ts";
import { requireUser } from "../auth/find-signed-in.ts";
import type { ApiTypes } from "../context.ts";
import { FAILURES, json, NOT_FOUND } from "../http/answers.ts";
import { idParam } from "../http/id-param.ts";

const shared = { tags: ["Account"], middleware: requireUser };

const list = createRoute({
  ...shared,
  method: "get",
  path: "/v1/account/sessions",
  summary: "Where one is signed in",
  responses: { 200: json(z.object({ data: z.array(DeviceSession) }), "The sessions."), ...FAILURES },
});

const endOne = createRoute({
  ...shared,
  method: "delete",
  path: "/v1/account/sessions/{id}",
  summary: "Sign out on one device",
  request: { params: idParam },
  responses: { 204: { description: "The session is over." }, 404: NOT_FOUND, ...FAILURES },
});

const endOthers = createRoute({
  ...shared,
  method: "delete",
  path: "/v1/account/sessions",
  summary: "Sign out everywhere but here",
  responses: { 200: json(z.object({ ended: z.number().int() }), "The other sessions are over."), ...FAILURES },
});

/** `GET /v1/account/sessions`, `DELETE /v1/account/sessions`, `DELETE /v1/account/sessions/{id}` */
export function addAccountSessions(app: OpenAPIHono<ApiTypes>): void {
  app.openapi(list, async (c) => c.json({ data: await listDevices(c.var.request, c.var.signedIn) }, 200));
  app.openapi(endOne, async (c) => {
    await signOutDevice(c.var.request, c.var.signedIn, c.req.valid("param").id);
    return c.body(null, 204);
  });
  app.openapi(endOthers, async (c) => c.json(await signOutElsewhere(c.var.request, c.var.signedIn), 200));
}
