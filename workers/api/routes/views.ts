import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { SavedView, ViewInput, ViewList, ViewPatch, ViewsQuery } from "../../../contract/saved-view.ts";
import { permit } from "../auth/permit.ts";
import type { ApiTypes } from "../context.ts";
import { CONFLICT, FAILURES, json, NOT_FOUND } from "../http/answers.ts";
import { jsonBody } from "../http/json-body.ts";
import { changeView, createView, describeViews, removeView, showView } from "../views/manage-views.ts";

const one = {
  path: "/v1/views/{id}",
  tags: ["Views"],
  request: { params: z.object({ id: z.string().regex(/^[a-z0-9_]{1,64}$/, "is not the id of a view") }) },
};
const all = { path: "/v1/views", tags: ["Views"] };

const list = createRoute({
  ...all,
  method: "get",
  summary: "Saved views: one's own and the shared ones, by name",
  middleware: permit("views:read"),
  request: { query: ViewsQuery },
  responses: { 200: json(ViewList, "A page of views."), ...FAILURES },
});

const create = createRoute({
  ...all,
  method: "post",
  summary: "Save a view",
  middleware: permit("views:write", "people"),
  request: jsonBody(ViewInput),
  responses: { 201: json(SavedView, "The view."), 409: CONFLICT, ...FAILURES },
});

const show = createRoute({
  ...one,
  method: "get",
  summary: "A saved view",
  middleware: permit("views:read"),
  responses: { 200: json(SavedView, "The view."), 404: NOT_FOUND, ...FAILURES },
});

const change = createRoute({
  ...one,
  method: "patch",
  summary: "Change a saved view",
  middleware: permit("views:write", "people"),
  request: { ...one.request, ...jsonBody(ViewPatch) },
  responses: { 200: json(SavedView, "The view as it is now."), 404: NOT_FOUND, ...FAILURES },
});

const remove = createRoute({
  ...one,
  method: "delete",
  summary: "Delete a saved view",
  middleware: permit("views:write", "people"),
  responses: { 204: { description: "The view is gone." }, 404: NOT_FOUND, ...FAILURES },
});

/** `GET /v1/views`, `POST /v1/views`, `GET /v1/views/{id}`, `PATCH /v1/views/{id}`, `DELETE /v1/views/{id}` */
export function addViews(app: OpenAPIHono<ApiTypes>): void {
  app.openapi(list, async (c) => c.json(await describeViews(c.var.request, c.var.member, c.req.valid("query")), 200));
  app.openapi(create, async (c) => c.json(await createView(c.var.request, c.var.person, c.req.valid("json")), 201));
  app.openapi(show, async (c) => c.json(await showView(c.var.member, c.req.valid("param").id), 200));
  app.openapi(change, async (c) => {
    return c.json(await changeView(c.var.request, c.var.person, c.req.valid("param").id, c.req.valid("json")), 200);
  });
  app.openapi(remove, async (c) => {
    await removeView(c.var.request, c.var.person, c.req.valid("param").id);
    return c.body(null, 204);
  });
}
