import { createMiddleware } from "hono/factory";
import type { ApiTypes } from "../context.ts";

/**
 * What answers say to browsers. They are data: nothing in them may run, be framed, or be read by another site. A page that
 * the Worker serves says more in a policy of its own, which stays.
 */
const HEADERS: Record<string, string> = {
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
};
const HSTS = "max-age=31536000; includeSubDomains";

/** Puts them on every answer except an accepted socket, whose headers are fixed. */
export const secureHeaders = createMiddleware<ApiTypes>(async (c, next) => {
  await next();
  if (c.res.status === 101) return;
  for (const [name, value] of Object.entries(HEADERS)) {
    if (!c.res.headers.has(name)) c.res.headers.set(name, value);
  }
  if (c.var.request.config.publicUrl.startsWith("https:")) c.res.headers.set("strict-transport-security", HSTS);
  // Whatever says nothing about caching was made for one person.
  if (!c.res.headers.has("cache-control")) c.res.headers.set("cache-control", "no-store");
});
