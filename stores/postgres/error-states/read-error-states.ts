import { errorStates } from "../schema/index.ts";
import type { TenantDatabase } from "../tenant.ts";

function selectStates({ statements }: TenantDatabase) {
  return statements.select({
    fingerprint: errorStates.fingerprint,
    state: errorStates.state,
    changedAt: errorStates.changedAt,
  }).from(errorStates);
}

/** An error that a tenant has muted or resolved, and when. */
export type ErrorStateRecord = Awaited<ReturnType<typeof selectStates>>[number];

/** Every error that a tenant has muted or resolved. */
export async function readErrorStates(tenant: TenantDatabase): Promise<ErrorStateRecord[]> {
  const [rows] = await tenant.run(selectStates(tenant));
  return rows;
}
