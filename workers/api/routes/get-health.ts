import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { openToAll } from "../auth/open-to-all.ts";
import { HealthHistory, Readiness } from "../../../contract/health.ts";
import type { ApiContext, ApiTypes } from "../context.ts";
import { describeReadiness } from "../health/describe-readiness.ts";
import { readHistory } from "../health/read-history.ts";
import { json, UNAVAILABLE } from "../http/answers.ts";

const Health = z.object({ status: z.literal("ok"), version: z.string() });

const middleware = openToAll("Probes have no credentials, and are told nothing about tenants.");

const health = {
  middleware,
  method: "get" as const,
  tags: ["Health"],
  summary: "Whether the service runs",
  responses: { 200: json(Health, "It runs.") },
};

const ready = {
  middleware,
  method: "get" as const,
  tags: ["Health"],
  summary: "Whether everything answers that the service needs",
  responses: { 200: json(Readiness, "Everything answers."), 503: json(Readiness, "Something does not.") },
};

const history = {
  middleware,
  method: "get" as const,
  tags: ["Health"],
  summary: "How everything that the service needs has answered in the last days",
  responses: { 200: json(HealthHistory, "What was checked."), 503: UNAVAILABLE },
};

/** `GET /health`, `/health/ready` and `/health/history`, also under `/v1`. */
export function addHealth(app: OpenAPIHono<ApiTypes>): void {
  for (const base of ["/health", "/v1/health"]) {
    app.openapi(createRoute({ ...health, path: base }), (c) => {
      withoutCache(c);
      return c.json({ status: "ok" as const, version: c.var.request.config.version }, 200);
    });
    app.openapi(createRoute({ ...ready, path: `${base}/ready` }), async (c) => {
      withoutCache(c);
      const readiness = await describeReadiness(c.var.request);
      return c.json(readiness, readiness.status === "ready" ? 200 : 503);
    });
    app.openapi(createRoute({ ...history, path: `${base}/history` }), async (c) => {
      withoutCache(c);
      return c.json(await readHistory(c.var.request), 200);
    });
  }
}

function withoutCache(c: ApiContext): void {
  c.header("cache-control", "no-store");
}
