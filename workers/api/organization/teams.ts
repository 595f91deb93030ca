import type { Team } from "../../../contract/organization.ts";
import { AppError } from "../../../contract/problem.ts";
import {
  createTeam,
  deleteTeam,
  listTeams,
  renameTeam,
  setTeamMembers,
  type TeamRecord,
} from "../../../stores/postgres/teams/teams.ts";
import { actorOf } from "../auth/actor-of.ts";
import type { Member, RequestContext } from "../context.ts";
import { orConflict } from "../http/or-conflict.ts";

const TAKEN = "Another team has this name.";

/** The organisation's teams and who is in each. */
export async function describeTeams({ tenant }: Member): Promise<Team[]> {
  return (await listTeams(tenant)).map(describe);
}

/** Makes a team; events that name it belong to it, also those sent before. */
export async function makeTeam(ctx: RequestContext, member: Member, name: string): Promise<Team> {
  return present(await orConflict(createTeam(member.tenant, actorOf(ctx, member), name), TAKEN));
}

/** Renames a team; events that name it as before no longer belong to it. */
export async function renameOwnTeam(ctx: RequestContext, member: Member, id: string, name: string): Promise<Team> {
  return present(await orConflict(renameTeam(member.tenant, actorOf(ctx, member), id, name), TAKEN));
}

/** Says who is in a team: from their next request on, they see what it did. */
export async function fillTeam(ctx: RequestContext, member: Member, id: string, memberIds: string[]): Promise<Team> {
  return present(await setTeamMembers(member.tenant, actorOf(ctx, member), id, memberIds));
}

/** Deletes a team. Its events stay. */
export async function dropTeam(ctx: RequestContext, member: Member, id: string): Promise<void> {
  if (await deleteTeam(member.tenant, actorOf(ctx, member), id)) return;
  throw new AppError("NOT_FOUND", `There is no team ${id}.`);
}

function present(row: TeamRecord | undefined): Team {
  if (row === undefined) throw new AppError("NOT_FOUND", "There is no such team.");
  return describe(row);
}

function describe({ id, name, memberIds, createdAt }: TeamRecord): Team {
  return { id, name, member_ids: memberIds, created_at: createdAt.toISOString() };
}
