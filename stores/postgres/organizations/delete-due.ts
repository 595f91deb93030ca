import { and, asc, eq, gt, lte, sql } from "drizzle-orm";
import type { Region } from "../../../contract/tenant.ts";
import type { Database } from "../connect.ts";
import { mintId } from "../mint-id.ts";
import { auditLog, organizations } from "../schema/index.ts";
import { answerOf } from "../store-error.ts";

/**
 * Organisations of a region whose deletion is due, in the order of ids.
 * @param database logged in as the jobs' role
 */
export async function readDueDeletions(
  database: Database,
  region: Region,
  { after, limit, now }: { after: string; limit: number; now: Date },
): Promise<string[]> {
  const rows = await answerOf(
    database.select({ id: organizations.id }).from(organizations).where(and(
      eq(organizations.region, region),
      lte(organizations.deletionDueAt, now),
      gt(organizations.id, after),
    )).orderBy(asc(organizations.id)).limit(limit),
  );
  return rows.map(({ id }) => id);
}

/** Deletes an organisation whose deletion is due, with everything that refers to it, and writes that down. */
export async function deleteDueOrganization(database: Database, orgId: string, runId: string): Promise<void> {
  await answerOf(database.execute(sql`
    with deleted as (delete from ${organizations} where id = ${orgId} and deletion_due_at <= now() returning id)
    insert into ${auditLog} (id, org_id, actor_kind, actor_id, action, target_id, request_id)
    select ${mintId("aud")}, id, 'system', 'jobs', 'organization.deleted', id, ${runId} from deleted`));
}
