import { giveHistory } from "./give-history.ts";
import { expect, expectAccessible, expectNoSidewaysScroll, openSession, test } from "./journey.ts";

for (const theme of ["light", "dark"] as const) {
  test(`the overview shows history, ${theme}`, async ({ page, stack, tenant }) => {
    test.setTimeout(90_000);
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
