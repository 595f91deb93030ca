import type { DevFacts } from "../../local/dev-facts.ts";
import { newTenant, type TestTenant } from "../helpers/tenant.ts";
import { test } from "./journey.ts";
import { readStack } from "./stack.ts";

/** Journeys of one file over one organisation, `seeded`, which `give` fills before the first of them. */
export function seededWith(give: (stack: DevFacts, tenant: TestTenant) => Promise<void>) {
  return test.extend<object, { seeded: TestTenant }>({
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixtures a fixture needs from this pattern.
    seeded: [async ({}, use) => {
      const stack = await readStack();
      const tenant = await newTenant(stack, "eu");
      await give(stack, tenant);
      await use(tenant);
    }, { scope: "worker" }],
  });
}
