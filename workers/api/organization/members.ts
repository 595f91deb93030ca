import type { OrganizationMember, RoleChoice } from "../../../contract/organization.ts";
import { type Grants, grantsOfRole, isWithin } from "../../../contract/permissions.ts";
import { AppError } from "../../../contract/problem.ts";
import { changeRole, type NewRole } from "../../../stores/postgres/members/change-role.ts";
import { listMembers, type MemberRecord } from "../../../stores/postgres/members/list-members.ts";
import { removeMember } from "../../../stores/postgres/members/remove-member.ts";
import { findCustomRole } from "../../../stores/postgres/roles/custom-roles.ts";
import { actorOf } from "../auth/actor-of.ts";
import { grantsOfMember } from "../auth/permit.ts";
import type { Member, RequestContext } from "../context.ts";

const LAST_ADMIN = "An organisation needs an admin; make somebody else one first.";

/** The organisation's members, in the order of joining. */
export async function describeMembers({ tenant }: Member): Promise<OrganizationMember[]> {
  return (await listMembers(tenant)).map(describe);
}

/** Gives a member another role: none that may more than whoever gives it, and not to somebody who may more. */
export async function chooseRole(
  ctx: RequestContext,
  member: Member,
  id: string,
  choice: RoleChoice,
): Promise<OrganizationMember> {
  const target = await findMember(member, id);
  const { newRole, grants } = await readChoice(member, choice);
  requireReach(member, grantsOfMember(target));
  requireReach(member, grants);
  const changed = await changeRole(member.tenant, actorOf(ctx, member), id, newRole);
  if (changed === undefined) throw new AppError("NOT_FOUND", `There is no member ${id}.`);
  if (changed.role !== newRole.role || (changed.customRole?.id ?? null) !== newRole.customRoleId) {
    throw new AppError("CONFLICT", LAST_ADMIN);
  }
  return describe(changed);
}

/** Takes somebody out of the organisation; from their next request on they are. */
export async function dismissMember(ctx: RequestContext, member: Member, id: string): Promise<void> {
  requireReach(member, grantsOfMember(await findMember(member, id)));
  const outcome = await removeMember(member.tenant, actorOf(ctx, member), id);
  if (outcome === "unknown") throw new AppError("NOT_FOUND", `There is no member ${id}.`);
  if (outcome === "last admin") throw new AppError("CONFLICT", LAST_ADMIN);
}

/** Throws SCOPE_MISSING where somebody would hand out, or take away, more than they have. */
export function requireReach(member: Member, grants: Grants): void {
  if (isWithin(grants, member.grants)) return;
  throw new AppError("SCOPE_MISSING", "That role may more than you may yourself.");
}

async function findMember({ tenant }: Member, id: string): Promise<MemberRecord> {
  const found = (await listMembers(tenant)).find((row) => row.id === id);
  if (found === undefined) throw new AppError("NOT_FOUND", `There is no member ${id}.`);
  return found;
}

async function readChoice({ tenant }: Member, choice: RoleChoice): Promise<{ newRole: NewRole; grants: Grants }> {
  if ("role" in choice) {
    return { newRole: { role: choice.role, customRoleId: null }, grants: grantsOfRole(choice.role) };
  }
  const role = await findCustomRole(tenant, choice.custom_role_id);
  if (role === undefined) throw new AppError("NOT_FOUND", `There is no role ${choice.custom_role_id}.`);
  return { newRole: { role: "viewer", customRoleId: role.id }, grants: role.grants };
}

function describe({ id, user, role, customRole, teams, createdAt }: MemberRecord): OrganizationMember {
  return {
    id,
    user: { id: user.id, name: user.name, email: user.email },
    role,
    custom_role: customRole === null ? null : { id: customRole.id, name: customRole.name },
    teams,
    two_factor: user.twoFactor,
    joined_at: createdAt.toISOString(),
  };
}
