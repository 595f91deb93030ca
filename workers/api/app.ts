import { OpenAPIHono } from "@hono/zod-openapi";
import { addAuthRoutes } from "./auth/routes.ts";
import type { ApiTypes } from "./context.ts";
import { answerFailure } from "./http/answer-failure.ts";
import { answerUnrouted } from "./http/answer-unrouted.ts";
import { limitBody } from "./http/limit-body.ts";
import { refuseInvalid } from "./http/refuse-invalid.ts";
import { stampRequestId } from "./http/request-id.ts";
import { tellTimings } from "./http/tell-timings.ts";
import { secureHeaders } from "./http/secure-headers.ts";
import { refuseUnstorable } from "./http/refuse-unstorable.ts";
import { requireOwnOrigin } from "./http/require-own-origin.ts";
import { openContext } from "./open-context.ts";
import { addRoutes } from "./routes/index.ts";
import { addSingleSignOnRoutes } from "./single-sign-on/routes.ts";

/** Every path that people ask. */
export function createApp(): OpenAPIHono<ApiTypes> {
  const app = new OpenAPIHono<ApiTypes>({ defaultHook: refuseInvalid });
  app.use(async (c, next) => {
    const request = openContext(c.req.raw, c.env, c.executionCtx);
    c.set("request", request);
    await next();
    request.waitUntil(request.auth.close());
  });
  app.use(stampRequestId);
  app.use(secureHeaders);
  app.use("/v1/*", tellTimings);
  app.use(limitBody);
  app.use("/v1/*", requireOwnOrigin);
  app.use(refuseUnstorable);
  addSingleSignOnRoutes(app);
  addAuthRoutes(app);
  addRoutes(app);
  app.notFound(answerUnrouted(() => app.routes));
  app.onError(answerFailure);
  return app;
}
