import { setCookie } from "hono/cookie";
import type { ApiContext } from "../context.ts";

/**
 * Leaves a cookie that names the organisation that the session now looks at. Nobody reads it: answers vary by cookies, and so a
 * browser does not show what it kept of the organisation before.
 */
export function markOrganization(c: ApiContext, organizationId: string): void {
  const secure = c.var.request.config.publicUrl.startsWith("https:");
  setCookie(c, "fleetglass.organization", organizationId, { path: "/", httpOnly: true, sameSite: "Lax", secure });
}
