import type { OpenAPIHono } from "@hono/zod-openapi";
import type { ApiTypes } from "../context.ts";
import { addHealth } from "./get-health.ts";
import { addMe } from "./get-me.ts";

/** The product's routes. */
export function addRoutes(app: OpenAPIHono<ApiTypes>): void {
  addHealth(app);
  addMe(app);
}
