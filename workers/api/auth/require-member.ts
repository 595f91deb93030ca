import { createMiddleware } from "hono/factory";
import { AppError } from "../../../contract/problem.ts";
import { findMemberships } from "../../../stores/postgres/members/find-memberships.ts";
import { tenantDatabase } from "../../../stores/postgres/tenant.ts";
import type { ApiContext, ApiTypes, SignedIn } from "../context.ts";
import { readSession } from "./read-session.ts";

/** Lets only somebody through who is signed in. */
export const requireUser = createMiddleware<ApiTypes>(async (c, next) => {
  c.set("signedIn", await findSignedIn(c));
  await next();
});

/** Lets only a member of an organisation through. The organisation is the session's, whatever the request says. */
export const requireMember = createMiddleware<ApiTypes>(async (c, next) => {
  const { user, session, memberships, active } = await findSignedIn(c);
  if (active === undefined) {
    throw new AppError("SCOPE_MISSING", "You belong to no organisation. Found one with POST /v1/organizations.");
  }
  const foreign = c.req.queries("org_id")?.find((id) => id !== active.id);
  if (foreign !== undefined) {
    throw new AppError("ORG_MISMATCH", `org_id is ${foreign}, and the session's organisation is ${active.id}.`);
  }
  const tenant = tenantDatabase(c.var.request.database, active.id);
  c.set("member", { user, session, memberships, organization: active, tenant });
  await next();
});

async function findSignedIn(c: ApiContext): Promise<SignedIn> {
  const { request } = c.var;
  const found = await readSession(request, c.req.raw.headers);
  if (found === undefined) throw new AppError("AUTH_MISSING", "Sign in first.");
  for (const cookie of found.renewedCookies) c.header("set-cookie", cookie, { append: true });
  // Asked each time, so that a removed member is out at once and not when the session ends.
  const memberships = await findMemberships(request.authDatabase, found.user.id);
  const active = memberships.find(({ id }) => id === found.activeOrganizationId) ?? memberships[0];
  return { user: found.user, session: found.session, memberships, active };
}
