import type { OpenAPIHono } from "@hono/zod-openapi";
import { AppError } from "../../../contract/problem.ts";
import type { ApiTypes } from "../context.ts";
import { openToAll } from "./open-to-all.ts";
import { libraryAnswer, signInUnavailable } from "./library-answer.ts";

/** The sign-in library's own routes: `/auth/sign-in/email`, `/auth/sign-out`, `/auth/get-session`, `/auth/organization/…`. */
export function addAuthRoutes(app: OpenAPIHono<ApiTypes>): void {
  app.use("/auth/*", openToAll("Whoever signs in is not signed in yet; the sign-in library checks the rest itself."));
  app.on(["GET", "POST"], "/auth/*", async (c) => {
    const answer = await libraryAnswer(c.var.request.auth.library().handler(c.req.raw));
    if (answer.status >= 500) throw signInUnavailable();
    if (answer.status === 404 && answer.body === null) {
      throw new AppError("NOT_FOUND", `There is nothing at ${c.req.path}.`);
    }
    return answer;
  });
}
