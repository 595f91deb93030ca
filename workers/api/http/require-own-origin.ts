import { createMiddleware } from "hono/factory";
import { AppError } from "../../../contract/problem.ts";
import type { ApiTypes } from "../context.ts";

const SAFE_METHODS = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Refuses changes that another site's page asks for with our cookie. Browsers put `Origin` on every such request; other
 * programs need not.
 */
export const requireOwnOrigin = createMiddleware<ApiTypes>(async (c, next) => {
  if (!SAFE_METHODS.has(c.req.method)) refuseForeignOrigin(c.req.header("origin"), c.var.request.config.trustedOrigins);
  await next();
});

/** Throws SCOPE_MISSING for an `Origin` other than the dashboard's; none at all passes. */
export function refuseForeignOrigin(origin: string | undefined, trusted: string[]): void {
  if (origin === undefined || trusted.includes(origin)) return;
  throw new AppError("SCOPE_MISSING", `Pages of ${origin} may not act for somebody who is signed in here.`);
}
