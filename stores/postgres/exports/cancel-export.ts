import { sql } from "drizzle-orm";
import { type Actor, auditChange } from "../audit.ts";
import { exportRuns } from "../schema/index.ts";
import type { TenantDatabase } from "../tenant.ts";

/** Gives an export up and writes down who did; one that has ended otherwise stays as it is, with nothing written. */
export async function cancelExport(tenant: TenantDatabase, actor: Actor, id: string): Promise<void> {
  const told = { target: sql`id`, details: sql`jsonb_build_object('source', source, 'format', format)` };
  await tenant.run(
    tenant.statements.execute(sql`
      with cancelled as (
        update ${exportRuns} set state = 'cancelled', updated_at = now(), finished_at = coalesce(finished_at, now())
        where id = ${id} and state in ('queued', 'running', 'ready')
        returning id, source, format
      )
      ${auditChange(tenant, actor, "export.cancelled", "cancelled", told)}`),
  );
}
