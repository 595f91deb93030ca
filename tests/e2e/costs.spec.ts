import { ask } from "../helpers/ask.ts";
import { giveHistory } from "./give-history.ts";
import { expect, expectAccessible, expectNoSidewaysScroll, openSession, test } from "./journey.ts";

test("a model opens into the agents that used it, and these lead to their sessions", async ({ page, stack, tenant }) => {
  await giveHistory(stack, tenant);
  await openSession(page, stack, tenant);
  await page.goto("/cost?period=7d");
  const table = page.getByRole("table", { name: "Cost by model" });
  await expect(table.getByRole("columnheader", { name: "Cache", exact: true })).toBeVisible();
  await expect(table.getByRole("row", { name: /^All 2 models/ })).toContainText("$72.00");
  const opener = table.getByRole("button", { name: "Agents of gpt-5-codex" });
  await opener.focus();
  await page.keyboard.press("Enter");
  await expect(opener).toHaveAttribute("aria-expanded", "true");
  const part = table.getByRole("row", { name: /Codex CLI/ });
  await expect(part).toContainText("$48.00");
  await expect(part).toContainText("66.7%");
  await expectAccessible(page);
  await page.setViewportSize({ width: 360, height: 740 });
  await expectNoSidewaysScroll(page);
  await part.getByRole("link").click();
  await expect(page).toHaveURL(/\/sessions\?(?=.*model=gpt-5-codex)(?=.*agent_id=codex-cli)/);
});

test("a row of the costs is found by its name, and only what is found is saved", async ({ page, stack, tenant }) => {
  await giveHistory(stack, tenant);
  await openSession(page, stack, tenant);
  await page.goto("/cost?period=7d&by=user_id");
  const table = page.getByRole("table", { name: "Cost by user" });
  await expect(table.getByRole("link")).toHaveCount(5);
  await page.keyboard.press("/");
  await page.keyboard.type("person-3");
  await expect(table.getByRole("link")).toHaveCount(1);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/q=person-3/);
  await page.reload();
  await expect(table.getByRole("link")).toHaveCount(1);
  await page.getByRole("button", { name: "Export" }).click();
  await expect(page.getByRole("menuitem", { name: "CSV, whole list" })).toHaveCount(0);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("menuitem", { name: "CSV, as shown" }).click(),
  ]);
  const lines = (await (await download.createReadStream()).toArray()).join("").trim().split("\r\n");
  expect(lines.map((line) => line.split(",")[0])).toEqual(["user_id", "person-3@example.com"]);
  await page.getByRole("searchbox").fill("nobody of this name");
  await expect(page.getByText("Nothing is found")).toBeVisible();
});

test("a budget is set under Settings, and stands against spending on the overview and the cost page", async ({ page, stack, tenant }) => {
  await giveHistory(stack, tenant);
  const cookie = await tenant.signIn();
  await ask(stack, "PUT", "/v1/budgets", { cookie, body: { team: "Payments", limit_usd: 40 } });
  await openSession(page, stack, tenant);
  await page.goto("/settings?part=usage");
  const budgets = page.getByRole("region", { name: "Budgets" });
  await expect(budgets.getByRole("row", { name: /Payments/ })).toContainText("$40.00");
  await budgets.getByRole("button", { name: /^Set the budget of/ }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("US dollars a month").fill("12,5");
  await expect(dialog.getByText("An amount such as")).toBeVisible();
  await expect(dialog.getByRole("button", { name: "Set budget" })).toBeDisabled();
  await expectAccessible(page);
  await dialog.getByLabel("US dollars a month").fill("$1,250");
  await page.keyboard.press("Enter");
  await expect(budgets.getByRole("row").nth(1)).toContainText("$1,250.00");
  await page.setViewportSize({ width: 360, height: 740 });
  await expectNoSidewaysScroll(page);

  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto("/cost?period=7d");
  await expect(page.getByText("of $1,250")).toBeVisible();
  await page.goto("/?period=7d");
  const panel = page.getByRole("region", { name: "Budget and quota" });
  await expect(panel).toContainText("of $1,250");
  await expect(panel.getByRole("listitem").filter({ hasText: "Payments" })).toContainText("of $40.00");

  await page.goto("/settings?part=usage");
  await budgets.getByRole("button", { name: "Take the budget of Payments away" }).click();
  await expect(budgets.getByRole("button", { name: "Set the budget of Payments" })).toBeVisible();
});
