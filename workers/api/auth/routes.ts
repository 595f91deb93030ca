import type { OpenAPIHono } from "@hono/zod-openapi";
import { AppError } from "../../../contract/problem.ts";
import type { ApiTypes } from "../context.ts";
import { libraryAnswer } from "./library-answer.ts";
import { isOpen } from "./library-routes.ts";
import { openToAll } from "./open-to-all.ts";
import { toProblem } from "./to-problem.ts";

const BASE = "/auth";

/** The sign-in library's own routes: `/auth/sign-in/email`, `/auth/sign-out`, `/auth/get-session` and others. */
export function addAuthRoutes(app: OpenAPIHono<ApiTypes>): void {
  app.use("/auth/*", openToAll("Whoever signs in is not signed in yet; the sign-in library checks the rest itself."));
  app.on(["GET", "POST"], "/auth/*", async (c) => {
    if (!isOpen(c.req.method, c.req.path.slice(BASE.length))) {
      throw new AppError("NOT_FOUND", `There is nothing at ${c.req.path}.`);
    }
    const answer = await libraryAnswer(c.var.request.auth.library().handler(c.req.raw));
    return answer.status < 400 ? answer : await toProblem(answer, c.var.request.requestId);
  });
}
