import { asc, eq, sql } from "drizzle-orm";
import { type Actor, auditChange, recordAction } from "../audit.ts";
import { mintId } from "../mint-id.ts";
import { members, teamMembers, teams } from "../schema/index.ts";
import type { TenantDatabase } from "../tenant.ts";

const MOST = 1_000;

function selectTeams(tenant: TenantDatabase) {
  return tenant.statements.select({
    id: teams.id,
    name: teams.name,
    createdAt: teams.createdAt,
    memberIds: sql<string[]>`array(
      select ${teamMembers.memberId} from ${teamMembers} where ${teamMembers.teamId} = ${teams.id} order by 1)`,
  }).from(teams);
}

/** A tenant's teams by name. */
export async function listTeams(tenant: TenantDatabase) {
  const [rows] = await tenant.run(selectTeams(tenant).orderBy(asc(teams.name)).limit(MOST));
  return rows;
}

/** A team and who is in it. */
export type TeamRecord = Awaited<ReturnType<typeof listTeams>>[number];

/** Makes a team and writes it down. Throws a refusal of the database where the name is taken. */
export async function createTeam(tenant: TenantDatabase, actor: Actor, name: string): Promise<TeamRecord | undefined> {
  const id = mintId("team");
  const [, , rows] = await tenant.run(
    tenant.statements.insert(teams).values({ id, organizationId: tenant.orgId, name }),
    recordAction(tenant, actor, "team.created", id, { name }),
    selectTeams(tenant).where(eq(teams.id, id)),
  );
  return rows[0];
}

/** Renames a team and writes it down. Answers the team, or `undefined` if the tenant has none with this id. */
export async function renameTeam(
  tenant: TenantDatabase,
  actor: Actor,
  id: string,
  name: string,
): Promise<TeamRecord | undefined> {
  const [, rows] = await tenant.run(
    tenant.statements.execute(sql`
      with before as (select id, name from ${teams} where id = ${id} for update),
      changed as (
        update ${teams} set name = ${name} from before where teams.id = before.id and before.name <> ${name}
        returning teams.id, before.name as old_name
      )
      ${
      auditChange(tenant, actor, "team.renamed", "changed", {
        target: sql`id`,
        details: sql`jsonb_build_object('before', old_name, 'after', ${name}::text)`,
      })
    }`),
    selectTeams(tenant).where(eq(teams.id, id)),
  );
  return rows[0];
}

/**
 * Says who is in a team, and writes it down. Ids of nobody in the tenant are left out.
 * @returns the team as it is now, or `undefined` if the tenant has none with this id
 */
export async function setTeamMembers(
  tenant: TenantDatabase,
  actor: Actor,
  id: string,
  memberIds: string[],
): Promise<TeamRecord | undefined> {
  const wanted = sql`(select id from ${members} where id = any(${sql.param(memberIds)}::text[]))`;
  const [, , , , rows] = await tenant.run(
    tenant.statements.execute(sql`select 1 from ${teams} where id = ${id} for update`),
    tenant.statements.execute(sql`
      with told as (
        select id, array(select member_id from ${teamMembers} where team_id = ${id} order by 1) as was,
          array(select id from ${wanted} as w order by 1) as is_now
        from ${teams} where id = ${id}
      ), changed as (select * from told where was <> is_now)
      ${
      auditChange(tenant, actor, "team.members_changed", "changed", {
        target: sql`id`,
        details: sql`jsonb_build_object('before', to_jsonb(was), 'after', to_jsonb(is_now))`,
      })
    }`),
    tenant.statements.execute(sql`
      delete from ${teamMembers} where team_id = ${id} and member_id not in (select id from ${wanted} as w)`),
    tenant.statements.execute(sql`
      insert into ${teamMembers} (org_id, team_id, member_id)
      select teams.org_id, teams.id, w.id from ${teams}, ${wanted} as w where teams.id = ${id}
      on conflict do nothing`),
    selectTeams(tenant).where(eq(teams.id, id)),
  );
  return rows[0];
}

/** Deletes a team and writes it down. Its events keep its name. Answers whether there was one. */
export async function deleteTeam(tenant: TenantDatabase, actor: Actor, id: string): Promise<boolean> {
  const [deleted] = await tenant.run(
    tenant.statements.execute(sql`
      with deleted as (delete from ${teams} where id = ${id} returning id, name)
      ${
      auditChange(tenant, actor, "team.deleted", "deleted", {
        target: sql`id`,
        details: sql`jsonb_build_object('name', name)`,
      })
    } returning id`),
  );
  return deleted.rows.length > 0;
}
