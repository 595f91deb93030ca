import type { CustomRole, CustomRoleInput } from "../../../contract/organization.ts";
import { AppError } from "../../../contract/problem.ts";
import {
  createCustomRole,
  type CustomRoleRecord,
  deleteCustomRole,
  findCustomRole,
  listCustomRoles,
  updateCustomRole,
} from "../../../stores/postgres/roles/custom-roles.ts";
import { actorOf } from "../auth/actor-of.ts";
import type { Member, RequestContext } from "../context.ts";
import { orConflict } from "../http/or-conflict.ts";
import { requireReach } from "./members.ts";

const TAKEN = "Another role has this name.";

/** The organisation's own roles. */
export async function describeRoles({ tenant }: Member): Promise<CustomRole[]> {
  return (await listCustomRoles(tenant)).map(describe);
}

/** Makes a role of the organisation's own, which may no more than whoever makes it. */
export async function makeRole(ctx: RequestContext, member: Member, input: CustomRoleInput): Promise<CustomRole> {
  requireReach(member, input.grants);
  return present(await orConflict(createCustomRole(member.tenant, actorOf(ctx, member), input), TAKEN));
}

/** Changes a role; it holds for its members from their next request on. */
export async function changeRoleContent(
  ctx: RequestContext,
  member: Member,
  id: string,
  input: CustomRoleInput,
): Promise<CustomRole> {
  const known = present(await findCustomRole(member.tenant, id));
  requireReach(member, known.grants);
  requireReach(member, input.grants);
  return present(await orConflict(updateCustomRole(member.tenant, actorOf(ctx, member), id, input), TAKEN));
}

/** Deletes a role that nobody has. */
export async function dropRole(ctx: RequestContext, member: Member, id: string): Promise<void> {
  const dropped = orConflict(deleteCustomRole(member.tenant, actorOf(ctx, member), id), "Members have this role.");
  if (!await dropped) throw new AppError("NOT_FOUND", `There is no role ${id}.`);
}

function present(row: CustomRoleRecord | undefined): CustomRole {
  if (row === undefined) throw new AppError("NOT_FOUND", "There is no such role.");
  return describe(row);
}

function describe({ id, name, grants, createdAt, updatedAt }: CustomRoleRecord): CustomRole {
  return { id, name, grants, created_at: createdAt.toISOString(), updated_at: updatedAt.toISOString() };
}
