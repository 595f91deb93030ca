import { anEvent, askClickHouse, postEvents, until } from "../helpers/stack-client.ts";
import type { TestTenant } from "../helpers/tenant.ts";
import type { DevFacts } from "../../local/dev-facts.ts";
import { expect, expectAccessible, expectNoSidewaysScroll, openSession, test } from "./journey.ts";

const HOUR = 3_600_000;

/** Two sessions an hour over the last three days, one model call each, through the public API. */
async function giveHistory(stack: DevFacts, tenant: TestTenant): Promise<void> {
  const events = Array.from({ length: 144 }, (_, i) =>
    anEvent({
      timestamp: Date.now() - (i + 1) * HOUR / 2,
      agent_id: i % 3 === 0 ? "claude-code" : "codex-cli",
      model: i % 3 === 0 ? "claude-sonnet-4-5" : "gpt-5-codex",
      team: "Payments",
      user_id: `person-${i % 5}@example.com`,
      input_tokens: 100,
      cache_read_tokens: 900,
      cost_usd: 0.5,
      duration_ms: 2_000,
    }));
  expect((await postEvents(stack, tenant, events)).status).toBe(202);
  const count = () =>
    askClickHouse<{ rows: number }>(
      stack,
      tenant.region,
      "SELECT count() AS rows FROM events FINAL WHERE org_id = {org:String}",
      {
        org: tenant.orgId,
      },
    );
  await until(count, ([row]) => row?.rows === events.length);
}

for (const theme of ["light", "dark"] as const) {
  test(`the overview shows history, ${theme}`, async ({ page, stack, tenant }) => {
    await giveHistory(stack, tenant);
    await openSession(page, stack, tenant);
    await page.emulateMedia({ colorScheme: theme });
    await page.goto("/?period=7d");
    const tile = (name: string) => page.getByRole("tab", { name: new RegExp(`^${name}`) });
    await expect(tile("Sessions")).toContainText("144");
    await expect(tile("Est. cost|Cost")).toContainText("$72");
    await expect(tile("Active users")).toContainText("5");
    await expect(page.getByText("Claude Code").first()).toBeVisible();
    await expectAccessible(page);

    await page.setViewportSize({ width: 360, height: 740 });
    await expect(tile("Sessions")).toBeVisible();
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
  });
}

test("what is looked at is in the address and can be shared", async ({ page, stack, tenant }) => {
  await giveHistory(stack, tenant);
  await openSession(page, stack, tenant);
  await page.goto("/?period=7d&agent_id=claude-code");
  await expect(page.getByRole("tab", { name: /^Sessions/ })).toContainText("48");
  await page.getByRole("tab", { name: /cost/i }).click();
  await expect(page).toHaveURL(/cost_usd/);
  await page.reload();
  await expect(page.getByRole("tab", { name: /cost/i })).toHaveAttribute("aria-selected", "true");
});
