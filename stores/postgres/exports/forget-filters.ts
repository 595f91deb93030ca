import { sql } from "drizzle-orm";
import type { Region } from "../../../contract/tenant.ts";
import type { Database } from "../connect.ts";
import { exportRuns } from "../schema/index.ts";
import { answerOf } from "../store-error.ts";
import type { TenantDatabase } from "../tenant.ts";

const FORGOTTEN = sql`forget_values(${exportRuns.question})`;

/**
 * Forgets what values a region's exports were filtered by whose time is over. Answers of how many; doing it again changes nothing.
 * @param database as the jobs' role
 */
export async function forgetExpiredFilters(database: Database, region: Region, now: Date): Promise<number> {
  const { rowCount } = await answerOf(
    database.execute(sql`
      update ${exportRuns} set question = ${FORGOTTEN}, updated_at = now()
      where region = ${region} and expires_at < ${now.toISOString()}::timestamptz and question <> ${FORGOTTEN}`),
  );
  return rowCount;
}

/**
 * The statements that make a tenant's exports forget somebody, for the transaction that erases them: what values those were
 * filtered by that name the person, and the name of whoever asked for one. Such an export that is still to be written is given
 * up, because without its filters it would be another.
 * @param names ids and addresses that events and accounts call the person by
 */
export function forgetPersonInExports(tenant: TenantDatabase, names: readonly string[]) {
  const exact = sql`${sql.param(names.map((name) => name.toLowerCase()))}::text[]`;
  const named = sql`(exists (
      select from jsonb_path_query(question, '$.filters[*].*[*]') as value where lower(value #>> '{}') = any(${exact})
    ) or exists (
      select from jsonb_path_query(question, '$.sees.userIds[*]') as value where lower(value #>> '{}') = any(${exact})
    ) or exists (
      select from unnest(${exact}) as name where strpos(lower(question ->> 'text'), name) > 0
    ))`;
  return [
    tenant.statements.execute(sql`
      update ${exportRuns} set question = ${FORGOTTEN}, updated_at = now(),
        state = case when state in ('queued', 'running') then 'cancelled' else state end,
        finished_at = coalesce(finished_at, now())
      where ${named}`),
    tenant.statements.execute(sql`
      update ${exportRuns} set created_by_name = '', updated_at = now() where lower(created_by) = any(${exact})`),
  ] as const;
}
