import { createRoute, type OpenAPIHono, type RouteConfigToTypedResponse, z } from "@hono/zod-openapi";
import { Consent, ConsentInput, Erasure, ErasureInput, PersonArchive, PersonQuery } from "../../../contract/erasure.ts";
import { permit } from "../auth/permit.ts";
import type { ApiTypes } from "../context.ts";
import { CONFLICT, FAILURES, json, NOT_FOUND } from "../http/answers.ts";
import { idParam } from "../http/id-param.ts";
import { jsonBody } from "../http/json-body.ts";
import { consent, describeConsents } from "../privacy/consents.ts";
import { describeErasure, describeErasures, erase } from "../privacy/erasures.ts";
import { exportPerson } from "../privacy/export-person.ts";

const tags = ["Privacy"];
const ERASURES = "/v1/privacy/erasures";

const person = createRoute({
  tags,
  method: "get",
  path: "/v1/privacy/person",
  middleware: permit("privacy:export"),
  summary: "Everything that is kept of a person, as one document",
  request: { query: PersonQuery },
  responses: {
    200: json(PersonArchive, "Everything, as one document."),
    ...FAILURES,
  },
});

const create = createRoute({
  tags,
  method: "post",
  path: ERASURES,
  middleware: permit("privacy:erase"),
  summary: "Erase a person from every store",
  request: jsonBody(ErasureInput),
  responses: { 202: json(Erasure, "The erasure is under way."), 409: CONFLICT, ...FAILURES },
});

const list = createRoute({
  tags,
  method: "get",
  path: ERASURES,
  middleware: permit("privacy:read"),
  summary: "Erasures and their receipts, the newest first",
  responses: { 200: json(z.object({ data: z.array(Erasure) }), "The erasures."), ...FAILURES },
});

const read = createRoute({
  tags,
  method: "get",
  path: `${ERASURES}/{id}`,
  middleware: permit("privacy:read"),
  summary: "One erasure and its receipt",
  request: { params: idParam },
  responses: { 200: json(Erasure, "The erasure."), 404: NOT_FOUND, ...FAILURES },
});

const consents = createRoute({
  tags,
  method: "get",
  path: "/v1/privacy/consents",
  middleware: permit("privacy:read"),
  summary: "What members agreed to and took back, the newest first",
  responses: { 200: json(z.object({ data: z.array(Consent) }), "The log."), ...FAILURES },
});

const own = { tags: ["Account"], path: "/v1/account/consents", middleware: permit("organization:read", "people") };

const ownConsents = createRoute({
  ...own,
  method: "get",
  summary: "What one agreed to and took back",
  responses: { 200: json(z.object({ data: z.array(Consent) }), "The log."), ...FAILURES },
});

const agree = createRoute({
  ...own,
  method: "post",
  summary: "Agree to something, or take it back",
  request: jsonBody(ConsentInput),
  responses: { 201: json(Consent, "The line of the log."), ...FAILURES },
});

/** Export and erasure of a person, and the consent log. */
export function addPrivacy(app: OpenAPIHono<ApiTypes>): void {
  app.openapi(person, async (c) => {
    const document = await exportPerson(c.var.request, c.var.member, c.req.valid("query").user_id);
    // It is written while it is read, so no type can follow it.
    return document as Response & RouteConfigToTypedResponse<typeof person>;
  });
  app.openapi(create, async (c) => c.json(await erase(c.var.request, c.var.member, c.req.valid("json")), 202));
  app.openapi(list, async (c) => c.json({ data: await describeErasures(c.var.member) }, 200));
  app.openapi(read, async (c) => {
    return c.json(await describeErasure(c.var.request, c.var.member, c.req.valid("param").id), 200);
  });
  app.openapi(consents, async (c) => c.json({ data: await describeConsents(c.var.member) }, 200));
  app.openapi(ownConsents, async (c) => {
    return c.json({ data: await describeConsents(c.var.member, c.var.person.user.id) }, 200);
  });
  app.openapi(agree, async (c) => c.json(await consent(c.var.request, c.var.person, c.req.valid("json")), 201));
}
