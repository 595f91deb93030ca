import type { z } from "@hono/zod-openapi";

/** A route's request with a JSON body, without which it is refused. */
export function jsonBody<S extends z.ZodType>(schema: S) {
  return { body: { required: true, content: { "application/json": { schema } } } };
}
