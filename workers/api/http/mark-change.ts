import { setCookie } from "hono/cookie";
import type { ApiContext } from "../context.ts";

/** Longer than any answer is kept. */
const KEPT_SECONDS = 60;

/**
 * Leaves a cookie that nobody reads where a change shows in answers that browsers keep: these vary by cookies, and so whoever
 * made the change sees it at once.
 */
export function markChange(c: ApiContext): void {
  const { config: { publicUrl }, requestId } = c.var.request;
  setCookie(c, "fleetglass.change", requestId, {
    path: "/",
    httpOnly: true,
    sameSite: "Lax",
    secure: publicUrl.startsWith("https:"),
    maxAge: KEPT_SECONDS,
  });
}
