import { createMiddleware } from "hono/factory";
import { AppError } from "../../../contract/problem.ts";
import { findMemberships } from "../../../stores/postgres/members/find-memberships.ts";
import type { ApiContext, ApiTypes, SignedIn } from "../context.ts";
import { asGate } from "./gate.ts";
import { readSession } from "./read-session.ts";

/** Lets only somebody through who is signed in, for what is about themselves. */
export const requireUser = asGate(
  { kind: "person" },
  createMiddleware<ApiTypes>(async (c, next) => {
    c.set("signedIn", await findSignedIn(c));
    await next();
  }),
);

/** Whose session a request's cookie opens, and where they belong. Throws AUTH_MISSING. */
export async function findSignedIn(c: ApiContext): Promise<SignedIn> {
  const { request } = c.var;
  const found = await readSession(request, c.req.raw.headers);
  if (found === undefined) throw new AppError("AUTH_MISSING", "Sign in first.");
  for (const cookie of found.renewedCookies) c.header("set-cookie", cookie, { append: true });
  // Asked each time, so that a removed member is out at once and not when the session ends.
  const memberships = await findMemberships(request.authDatabase, found.user.id);
  const active = memberships.find(({ id }) => id === found.activeOrganizationId) ?? memberships[0];
  return { user: found.user, session: found.session, memberships, active };
}
