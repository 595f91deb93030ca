import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { REGIONS } from "../../../contract/tenant.ts";
import { pingPostgres } from "../../../stores/postgres/ping.ts";
import type { ApiTypes } from "../context.ts";
import { FAILURES, json } from "../http/answers.ts";

const Health = z.object({ status: z.literal("ok"), version: z.string() });

const health = createRoute({
  method: "get",
  path: "/v1/health",
  tags: ["Health"],
  summary: "Whether the service runs",
  responses: { 200: json(Health, "It runs.") },
});

const ready = createRoute({
  method: "get",
  path: "/v1/health/ready",
  tags: ["Health"],
  summary: "Whether the stores answer",
  responses: { 200: json(Health, "Every store answers."), 503: FAILURES[503] },
});

/** `GET /v1/health` and `/v1/health/ready`; open to everybody, they tell nothing about tenants. */
export function addHealth(app: OpenAPIHono<ApiTypes>): void {
  app.openapi(health, (c) => c.json({ status: "ok" as const, version: c.var.request.config.version }, 200));
  app.openapi(ready, async (c) => {
    const { config, database, events, signal } = c.var.request;
    await Promise.all([pingPostgres(database), ...REGIONS.map((region) => events.ping(region, signal))]);
    return c.json({ status: "ok" as const, version: config.version }, 200);
  });
}
