import { askClickHouse } from "../helpers/stack-client.ts";
import type { FaultScene } from "./fault.ts";

/** Events of the scene's tenant that ClickHouse has. */
export async function countStored({ stack, tenant }: FaultScene): Promise<number> {
  const sql = "SELECT uniqExact(event_id) AS count FROM events WHERE org_id = {org:String}";
  const [row] = await askClickHouse<{ count: number }>(stack.facts, tenant.region, sql, { org: tenant.orgId });
  return row?.count ?? 0;
}
