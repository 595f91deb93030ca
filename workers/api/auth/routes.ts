import type { OpenAPIHono } from "@hono/zod-openapi";
import { toStoreError } from "../../../stores/postgres/store-error.ts";
import type { ApiTypes } from "../context.ts";

/** The sign-in library's own routes: `/auth/sign-in/email`, `/auth/sign-out`, `/auth/get-session`, `/auth/organization/…`. */
export function addAuthRoutes(app: OpenAPIHono<ApiTypes>): void {
  app.on(["GET", "POST"], "/auth/*", async (c) => {
    const { auth } = c.var.request;
    const answer = await auth.library().handler(c.req.raw);
    if (answer.status >= 500) throw toStoreError(auth.fault() ?? new Error(`sign-in answered ${answer.status}`));
    return answer;
  });
}
