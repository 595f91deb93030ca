import { createMiddleware } from "hono/factory";
import type { ApiTypes } from "../context.ts";

const REQUEST_ID = /^[A-Za-z0-9_-]{8,64}$/;

/** The edge's `X-Request-Id`, or a new one where none came that is harmless to log. */
export function readRequestId(headers: Headers): string {
  const given = headers.get("x-request-id");
  return given !== null && REQUEST_ID.test(given) ? given : `req_${crypto.randomUUID().replaceAll("-", "")}`;
}

/** Puts `X-Request-Id` on every answer except an accepted socket, whose headers are fixed. */
export const stampRequestId = createMiddleware<ApiTypes>(async (c, next) => {
  await next();
  if (c.res.status !== 101) c.res.headers.set("x-request-id", c.var.request.requestId);
});
