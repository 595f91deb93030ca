import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { OwnPrice, PriceTable } from "../../../contract/prices/price-api.ts";
import { PriceOverride } from "../../../contract/prices/rates.ts";
import { permit } from "../auth/permit.ts";
import type { ApiTypes } from "../context.ts";
import { CONFLICT, FAILURES, json, NOT_FOUND } from "../http/answers.ts";
import { jsonBody } from "../http/json-body.ts";
import { describePrices, removePrice, setPrice } from "../prices/own-prices.ts";

const shared = { tags: ["Prices"] };

const read = createRoute({
  ...shared,
  middleware: permit("settings:read"),
  method: "get",
  path: "/v1/prices",
  summary: "What models cost: the organisation's own prices and the list's",
  responses: { 200: json(PriceTable, "The prices."), ...FAILURES },
});

const set = createRoute({
  ...shared,
  middleware: permit("settings:update"),
  method: "put",
  path: "/v1/prices",
  summary: "Set what a model costs for the organisation from a time on",
  request: jsonBody(PriceOverride),
  responses: { 200: json(OwnPrice, "The price."), 409: CONFLICT, ...FAILURES },
});

const remove = createRoute({
  ...shared,
  middleware: permit("settings:update"),
  method: "delete",
  path: "/v1/prices/{id}",
  summary: "Remove a price of the organisation's own",
  request: { params: z.object({ id: z.string().regex(/^[\w-]{1,64}$/, "is not the id of a price") }) },
  responses: { 204: { description: "The list price holds again." }, 404: NOT_FOUND, ...FAILURES },
});

/** `GET /v1/prices`, `PUT /v1/prices`, `DELETE /v1/prices/{id}` */
export function addPrices(app: OpenAPIHono<ApiTypes>): void {
  app.openapi(read, async (c) => c.json(await describePrices(c.var.request, c.var.member), 200));
  app.openapi(set, async (c) => c.json(await setPrice(c.var.request, c.var.member, c.req.valid("json")), 200));
  app.openapi(remove, async (c) => {
    await removePrice(c.var.request, c.var.member, c.req.valid("param").id);
    return c.body(null, 204);
  });
}
