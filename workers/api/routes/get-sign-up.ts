import { createRoute, type OpenAPIHono } from "@hono/zod-openapi";
import { SignUp } from "../../../contract/account.ts";
import { openToAll } from "../auth/open-to-all.ts";
import type { ApiTypes } from "../context.ts";
import { FAILURES, json } from "../http/answers.ts";

const route = createRoute({
  method: "get",
  path: "/v1/sign-up",
  tags: ["Account"],
  summary: "Whether anybody may make an account",
  middleware: openToAll("Whoever asks has no account yet, and is told nothing but what the sign-up page says."),
  responses: { 200: json(SignUp, "Who may make an account."), ...FAILURES },
});

/** `GET /v1/sign-up` */
export function addSignUp(app: OpenAPIHono<ApiTypes>): void {
  app.openapi(route, (c) => c.json({ open: c.var.request.config.signUp }, 200));
}
