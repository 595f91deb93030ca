import { sql } from "drizzle-orm";
import type { DependencyState } from "../../../contract/health.ts";
import type { Database } from "../connect.ts";
import { healthChecks } from "../schema/index.ts";
import { answerOf } from "../store-error.ts";

/** Checks of one dependency that agree stand this far apart at least, however many isolates check: one counts for a minute. */
const LEAST_APART_S = 55;
/** Beyond this nobody checked in between, and another stretch begins. */
const MOST_APART_S = 180;

/**
 * Notes how each dependency answered: in the stretch that goes on, or as the first of another one where it answers otherwise,
 * where nobody had checked for minutes, and every day (UTC). Throws STORE_UNAVAILABLE when the database does not answer.
 */
export async function recordChecks(database: Database, states: Record<string, DependencyState>): Promise<void> {
  const checked = Object.entries(states).map(([dependency, state]) => ({ dependency, ...state }));
  await answerOf(database.execute(sql`
    with checked as (
      select * from jsonb_to_recordset(${JSON.stringify(checked)}::jsonb)
        as x (dependency text, status text, duration_ms integer)
    ),
    latest as (
      select distinct on (dependency) dependency, began_at, seen_at, status from ${healthChecks}
      where dependency in (select dependency from checked)
      order by dependency, began_at desc
    ),
    judged as (
      select checked.*, latest.began_at, latest.seen_at,
        coalesce(latest.status = checked.status
          and latest.seen_at > now() - make_interval(secs => ${MOST_APART_S})
          and (latest.began_at at time zone 'UTC')::date = (now() at time zone 'UTC')::date, false) as goes_on
      from checked left join latest using (dependency)
    ),
    continued as (
      update ${healthChecks} as stretch set
        seen_at = now(),
        checks = stretch.checks + 1,
        total_ms = stretch.total_ms + judged.duration_ms,
        slowest_ms = greatest(stretch.slowest_ms, judged.duration_ms)
      from judged
      where judged.goes_on and stretch.dependency = judged.dependency and stretch.began_at = judged.began_at
        and stretch.seen_at <= now() - make_interval(secs => ${LEAST_APART_S})
    )
    insert into ${healthChecks} (dependency, began_at, seen_at, status, total_ms, slowest_ms)
    select dependency, date_trunc('second', now()), now(), status, duration_ms, duration_ms
    from judged where not goes_on
    -- Isolates that begin the same stretch at the same time.
    on conflict do nothing`));
}
