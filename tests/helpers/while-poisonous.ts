import type { DevFacts } from "../../local/dev-facts.ts";
import { askClickHouse } from "./stack-client.ts";
import type { TestTenant } from "./tenant.ts";

/** Makes the store refuse a tenant's events of the session `poison`, for as long as `during` runs. */
export async function whilePoisonous(
  facts: DevFacts,
  { orgId, region }: TestTenant,
  during: () => Promise<void>,
): Promise<void> {
  const name = `poison_${crypto.randomUUID().slice(0, 8)}`;
  const check = `org_id != '${orgId}' OR session_id != 'poison'`;
  await askClickHouse(facts, region, `ALTER TABLE events ADD CONSTRAINT ${name} CHECK ${check}`);
  try {
    await during();
  } finally {
    await askClickHouse(facts, region, `ALTER TABLE events DROP CONSTRAINT ${name}`);
  }
}
