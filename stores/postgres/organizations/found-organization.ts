import { sql } from "drizzle-orm";
import type { Region, Residency } from "../../../contract/tenant.ts";
import type { Database } from "../connect.ts";
import { mintId } from "../mint-id.ts";
import { auditLog, members, organizations, sessions } from "../schema/index.ts";
import { answerOf } from "../store-error.ts";

/** Who founds an organisation, in which session. */
export interface Founder {
  userId: string;
  sessionId: string;
  requestId: string;
}

/** What an organisation begins with. */
export interface NewOrganization {
  slug: string;
  name: string;
  residency: Residency;
  /** Of residency `global` its home; otherwise the residency says it all. */
  homeRegion: Region | undefined;
}

/**
 * Stores an organisation with its founder as admin, and lets the founder's session look at it: all of it or nothing.
 * @param database logged in as the sign-in role, which may ask before an organisation is known
 * @returns the organisation's id, or `undefined` if the slug is taken
 */
export async function foundOrganization(
  database: Database,
  { userId, sessionId, requestId }: Founder,
  { slug, name, residency, homeRegion }: NewOrganization,
): Promise<string | undefined> {
  const { rows } = await answerOf(database.execute<{ id: string }>(sql`
    with founded as (
      insert into ${organizations} (id, slug, name, residency, home_region)
      values (${mintId("org")}, ${slug}, ${name}, ${residency}, ${homeRegion ?? null})
      on conflict (slug) do nothing
      returning id
    ), joined as (
      insert into ${members} (id, org_id, user_id, role) select ${mintId("mem")}, id, ${userId}, 'admin' from founded
    ), told as (
      insert into ${auditLog} (id, org_id, actor_id, action, target_id, details, request_id)
      select ${mintId("aud")}, id, ${userId}, 'organization.founded', id,
        jsonb_strip_nulls(jsonb_build_object(
          'name', ${name}::text, 'residency', ${residency}::text, 'home_region', ${homeRegion ?? null}::text
        )), ${requestId} from founded
    ), looking as (
      update ${sessions} set active_org_id = founded.id, updated_at = now() from founded
      where sessions.id = ${sessionId}
    )
    select id from founded`));
  return rows[0]?.id;
}
