import type { DevFacts } from "../../local/dev-facts.ts";
import { askClickHouse, postEvents, until } from "../helpers/stack-client.ts";
import type { TestTenant } from "../helpers/tenant.ts";
import { expect } from "./journey.ts";

/** Posts events of an organisation that has none, through the public API, and waits until they are stored. */
export async function giveEvents(
  stack: DevFacts,
  tenant: TestTenant,
  events: Parameters<typeof postEvents>[2],
): Promise<void> {
  expect((await postEvents(stack, tenant, events)).status).toBe(202);
  const count = () =>
    askClickHouse<{ rows: number }>(
      stack,
      tenant.region,
      "SELECT count() AS rows FROM events FINAL WHERE org_id = {org:String}",
      { org: tenant.orgId },
    );
  await until(count, ([row]) => row?.rows === events.length);
}
