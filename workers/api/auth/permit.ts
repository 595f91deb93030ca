import { createMiddleware } from "hono/factory";
import { type Grants, grantsOfKey, grantsOfRole, type Permission, PERMISSIONS } from "../../../contract/permissions.ts";
import { AppError } from "../../../contract/problem.ts";
import type { Membership } from "../../../stores/postgres/members/find-memberships.ts";
import { tenantDatabase } from "../../../stores/postgres/tenant.ts";
import type { Visibility } from "../../../contract/visibility.ts";
import type { Actor, ApiContext, ApiTypes, Member, OrganizationFacts } from "../context.ts";
import { findSignedIn } from "./find-signed-in.ts";
import { endLeases, narrows } from "../live/end-leases.ts";
import { withPseudonyms } from "../privacy/with-pseudonyms.ts";
import { asGate } from "./gate.ts";
import { originOf } from "./origin-of.ts";
import { readKeyHolder } from "./read-key-holder.ts";
import { refuseSuspended } from "./refuse-suspended.ts";
import { visibilityFor } from "./visibility.ts";

/** Somebody, or a program, before it is known whether they may do what they ask. */
interface Applicant {
  actor: Actor;
  organization: OrganizationFacts;
  grants: Grants;
  /** Under which ids events may name them. */
  userIds: string[];
  teams: string[];
}

/**
 * Lets only those through who have a permission in their organisation, which is the session's or the key's, whatever the
 * request says. This is the one place where permissions are checked. `only: "people"` keeps keys out whatever they carry.
 */
export function permit(permission: Permission, only?: "people") {
  const key = only === undefined && "key" in PERMISSIONS[permission];
  const gate = createMiddleware<ApiTypes>(async (c, next) => {
    const holder = await readKeyHolder(c.var.request, c.req.raw.headers);
    if (holder === undefined) await enterAsPerson(c, permission);
    else {
      if (!key) throw new AppError("SCOPE_MISSING", "API keys may not do this; sign in.");
      c.set("member", enter(c, permission, { ...holder, grants: grantsOfKey(holder.scopes), userIds: [], teams: [] }));
    }
    await next();
    if (c.res.ok && narrows(permission, c.req)) endLeases(c.var.request, c.var.member.organization);
  });
  return asGate({ kind: "permission", permission, key }, gate);
}

async function enterAsPerson(c: ApiContext, permission: Permission): Promise<void> {
  const { active, ...signedIn } = await findSignedIn(c);
  if (active === undefined) {
    throw new AppError("ORG_MISSING", "Found an organisation with POST /v1/organizations, or accept an invitation.");
  }
  const { user } = signedIn;
  const entered = enter(c, permission, {
    actor: { kind: "user", id: user.id, name: user.name },
    organization: active,
    grants: grantsOfMember(active),
    userIds: [user.email, user.id],
    teams: active.teams,
  });
  const member = { ...entered, sees: await seesOwnPseudonyms(entered) };
  c.set("person", { ...member, ...signedIn, organization: active });
  c.set("member", member);
}

/** Where addresses are stored as pseudonyms, what somebody did is found under theirs. */
async function seesOwnPseudonyms({ sees, tenant }: Member): Promise<Visibility> {
  if (sees === "everything") return sees;
  return { ...sees, userIds: await withPseudonyms(tenant, [...sees.userIds]) };
}

/** What somebody may do in an organisation they belong to. */
export function grantsOfMember({ role, customRole }: Pick<Membership, "role" | "customRole">): Grants {
  return customRole?.grants ?? grantsOfRole(role);
}

function enter(c: ApiContext, permission: Permission, applicant: Applicant): Member {
  const { actor, organization, grants } = applicant;
  const foreign = c.req.queries("org_id")?.find((id) => id !== organization.id);
  if (foreign !== undefined) {
    throw new AppError("ORG_MISMATCH", `org_id is ${foreign}, and the credentials are of ${organization.id}.`);
  }
  const scope = grants[permission];
  if (scope === undefined) {
    throw new AppError("SCOPE_MISSING", `This takes the permission ${permission}, which ${actor.name} does not have.`);
  }
  refuseSuspended(organization, permission);
  const tenant = tenantDatabase(c.var.request.database, organization.id, originOf(c.req.raw.headers, actor.kind));
  return { actor, organization, grants, scope, sees: visibilityFor(scope, applicant), tenant };
}
