import { createMiddleware } from "hono/factory";
import { AppError } from "../../../contract/problem.ts";
import type { ApiContext, ApiTypes } from "../context.ts";

const SAFE_METHODS = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Refuses changes that another site's page asks for with our cookie. Browsers say on every such request whose page asks;
 * where nobody says it, a session's cookie is not enough. Programs with a key or a token need not say.
 */
export const requireOwnOrigin = createMiddleware<ApiTypes>(async (c, next) => {
  if (!SAFE_METHODS.has(c.req.method)) {
    const origin = c.req.header("origin");
    refuseForeignOrigin(origin, c.var.request.config.trustedOrigins);
    if (origin === undefined && hasSession(c) && c.req.header("sec-fetch-site") !== "same-origin") {
      throw new AppError(
        "SCOPE_MISSING",
        "With a session's cookie a change has to say by `Origin` whose page asks for it.",
      );
    }
  }
  await next();
});

function hasSession(c: ApiContext): boolean {
  return c.req.header("cookie")?.includes("session_token=") === true;
}

/** Throws SCOPE_MISSING for an `Origin` other than the dashboard's; none at all passes. */
export function refuseForeignOrigin(origin: string | undefined, trusted: string[]): void {
  if (origin === undefined || trusted.includes(origin)) return;
  throw new AppError("SCOPE_MISSING", `Pages of ${origin} may not act for somebody who is signed in here.`);
}
