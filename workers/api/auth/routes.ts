import type { OpenAPIHono } from "@hono/zod-openapi";
import { AppError } from "../../../contract/problem.ts";
import type { ApiTypes } from "../context.ts";
import { libraryAnswer } from "./library-answer.ts";
import { isOpen } from "./library-routes.ts";
import { openToAll } from "./open-to-all.ts";
import { renewSignatures, secretsOf } from "./renew-signatures.ts";
import { toProblem } from "./to-problem.ts";

const BASE = "/auth";

/** The sign-in library's own routes: `/auth/sign-in/email`, `/auth/sign-out`, `/auth/get-session` and others. */
export function addAuthRoutes(app: OpenAPIHono<ApiTypes>): void {
  app.use("/auth/*", openToAll("Whoever signs in is not signed in yet; the sign-in library checks the rest itself."));
  app.on(["GET", "POST"], "/auth/*", async (c) => {
    if (!isOpen(c.req.method, c.req.path.slice(BASE.length))) {
      throw new AppError("NOT_FOUND", `There is nothing at ${c.req.path}.`);
    }
    const { auth, config } = c.var.request;
    const headers = await renewSignatures(c.req.raw.headers, secretsOf(config));
    const answer = await libraryAnswer(auth.library().handler(new Request(c.req.raw, { headers })));
    return answer.status < 400 ? answer : await toProblem(answer, c.var.request.requestId);
  });
}
