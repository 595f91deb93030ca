import type { OpenAPIHono } from "@hono/zod-openapi";
import { openToAll } from "../auth/open-to-all.ts";
import type { ApiTypes } from "../context.ts";

/** `GET /v1/openapi.json`: every route that is described, from the schemas that check its requests. */
export function addOpenapi(app: OpenAPIHono<ApiTypes>): void {
  app.use("/v1/openapi.json", openToAll("The description of the API is public."));
  app.doc31("/v1/openapi.json", (c) => ({
    openapi: "3.1.0",
    info: {
      title: "Fleetglass",
      version: c.var.request.config.version,
      description:
        "Questions about a fleet of agents. The organisation is the session's; sign in at `/auth/sign-in/email`.",
    },
    servers: [{ url: c.var.request.config.publicUrl }],
  }));
}
