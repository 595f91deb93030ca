import { eq, sql } from "drizzle-orm";
import { type ErrorStateInput, MAX_SET_STATES } from "../../../contract/error-state.ts";
import { type Actor, auditChange } from "../audit.ts";
import { errorStates } from "../schema/index.ts";
import type { TenantDatabase } from "../tenant.ts";

const ACTIONS = { open: "error.reopened", muted: "error.muted", resolved: "error.resolved" } as const;

/**
 * Says what an error is, and writes down what it was; what changes nothing writes nothing down, but resolves anew.
 * @returns whether it is so now: `false` where the tenant has muted or resolved as many as it can
 */
export async function setErrorState(
  tenant: TenantDatabase,
  actor: Actor,
  fingerprint: string,
  state: ErrorStateInput["state"],
): Promise<boolean> {
  const before = tenant.statements.select({ state: errorStates.state }).from(errorStates)
    .where(eq(errorStates.fingerprint, fingerprint));
  const [, rows] = await tenant.run(tenant.statements.execute(changeOf(tenant, actor, fingerprint, state)), before);
  return (rows[0]?.state ?? "open") === state;
}

function changeOf(tenant: TenantDatabase, actor: Actor, fingerprint: string, state: ErrorStateInput["state"]) {
  const removed = sql`delete from ${errorStates} where fingerprint = ${fingerprint} returning fingerprint`;
  const written = sql`
    insert into ${errorStates} (org_id, fingerprint, state)
    select ${tenant.orgId}, ${fingerprint}, ${state}
    where (select count(*) from ${errorStates} where fingerprint <> ${fingerprint}) < ${MAX_SET_STATES}
    on conflict (org_id, fingerprint) do update
      set state = excluded.state, changed_at = now()
      where ${errorStates.state} <> excluded.state or excluded.state = 'resolved'
    returning fingerprint`;
  const told = {
    target: sql`changed.fingerprint`,
    details: sql`jsonb_build_object('before', jsonb_build_object('state', coalesce((select state from before), 'open')),
      'after', jsonb_build_object('state', ${state}::text))`,
  };
  return sql`
    with before as (select state from ${errorStates} where fingerprint = ${fingerprint}),
    changed as (${state === "open" ? removed : written})
    ${auditChange(tenant, actor, ACTIONS[state], "changed", told)}`;
}
