import { createRoute, type OpenAPIHono } from "@hono/zod-openapi";
import { Budget } from "../../../contract/budget.ts";
import { permit } from "../auth/permit.ts";
import { setBudget } from "../budgets/set-budget.ts";
import type { ApiTypes } from "../context.ts";
import { CONFLICT, FAILURES, json } from "../http/answers.ts";
import { jsonBody } from "../http/json-body.ts";
import { markChange } from "../http/mark-change.ts";

const set = createRoute({
  method: "put",
  path: "/v1/budgets",
  tags: ["Account"],
  summary: "Set or take away what a team, or the organisation, is to spend in a month; usage tells what is spent",
  middleware: permit("settings:update", "people"),
  request: jsonBody(Budget),
  responses: { 200: json(Budget, "What holds now."), 409: CONFLICT, ...FAILURES },
});

/** `PUT /v1/budgets` */
export function addBudgets(app: OpenAPIHono<ApiTypes>): void {
  app.openapi(set, async (c) => {
    const budget = await setBudget(c.var.request, c.var.person, c.req.valid("json"));
    markChange(c);
    return c.json(budget, 200);
  });
}
