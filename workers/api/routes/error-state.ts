import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { ErrorStateAnswer, ErrorStateInput } from "../../../contract/error-state.ts";
import { permit } from "../auth/permit.ts";
import type { ApiTypes } from "../context.ts";
import { markChange } from "../http/mark-change.ts";
import { setState } from "../errors/set-state.ts";
import { CONFLICT, FAILURES, json, NOT_FOUND } from "../http/answers.ts";
import { jsonBody } from "../http/json-body.ts";

const set = createRoute({
  method: "put",
  path: "/v1/errors/{fingerprint}/state",
  tags: ["Errors"],
  summary: "Mute, resolve or reopen an error; a resolved one that happens again has regressed",
  middleware: permit("errors:write", "people"),
  request: {
    params: z.object({
      fingerprint: z.string().min(1).max(256).regex(/^\P{Cc}*$/u, "must not have control characters"),
    }),
    ...jsonBody(ErrorStateInput),
  },
  responses: { 200: json(ErrorStateAnswer, "What it is now."), 404: NOT_FOUND, 409: CONFLICT, ...FAILURES },
});

/** `PUT /v1/errors/{fingerprint}/state` */
export function addErrorState(app: OpenAPIHono<ApiTypes>): void {
  app.openapi(set, async (c) => {
    const { fingerprint } = c.req.valid("param");
    const answer = await setState(c.var.request, c.var.person, fingerprint, c.req.valid("json"));
    markChange(c);
    return c.json(answer, 200);
  });
}
