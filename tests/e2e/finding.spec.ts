import { anEvent, postEvents } from "../helpers/stack-client.ts";
import { giveHistory } from "./give-history.ts";
import { expect, expectAccessible, expectNoSidewaysScroll, openSession, test } from "./journey.ts";

test("a period is chosen by days, by keyboard, in the organisation's time zone", async ({ page, stack, tenant }) => {
  await openSession(page, stack, tenant);
  await page.goto("/sessions");
  await page.getByRole("button", { name: /^Period: Last 7 days/ }).click();
  const picker = page.getByRole("dialog", { name: "Period" });
  await expect(picker.getByRole("grid")).toBeVisible();
  await expect(picker.getByText("UTC", { exact: true })).toBeVisible();
  await expectAccessible(page);

  await picker.getByRole("button", { name: /previous month/i }).click();
  const day = (date: number) =>
    picker.locator(`[data-day$="-${String(date).padStart(2, "0")}"]:not([data-outside]) button`);
  await day(10).focus();
  await page.keyboard.press("Enter");
  await expect(picker.getByText("Choose the last day")).toBeVisible();
  await expect(picker.getByRole("button", { name: "Apply" })).toBeDisabled();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  await picker.getByRole("button", { name: "Apply" }).click();
  await expect(page).toHaveURL(/period=custom&from=\d{4}-\d\d-10T00:00:00\.000Z&to=\d{4}-\d\d-13T00:00:00\.000Z/);
  await expect(page.getByRole("button", { name: /^Period: Custom, .* 10, 00:00/ })).toBeVisible();
});

test("the period picker is used on a phone", async ({ page, stack, tenant }) => {
  await openSession(page, stack, tenant);
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto("/sessions");
  await page.getByRole("button", { name: /^Period/ }).click();
  const picker = page.getByRole("dialog", { name: "Period" });
  await expect(picker.getByRole("grid")).toBeVisible();
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
  await picker.getByRole("button", { name: "Apply" }).scrollIntoViewIfNeeded();
  await expect(picker.getByRole("button", { name: "Apply" })).toBeInViewport();
  await picker.getByRole("button", { name: "Last 24 hours" }).click();
  await expect(page).toHaveURL(/period=24h/);
});

test("agents and sessions are found by name and id, and sessions lead to the next one", async ({ page, stack, tenant }) => {
  await giveHistory(stack, tenant);
  await openSession(page, stack, tenant);
  await page.goto("/sessions?period=7d");
  const rows = page.getByRole("table", { name: "Sessions" }).locator("tbody a");
  await expect(rows.first()).toBeVisible();
  const idAt = async (at: number) =>
    new URL(await rows.nth(at).getAttribute("href") ?? "", page.url()).searchParams.get("id") ?? "";
  const [first, second] = [await idAt(0), await idAt(1)];

  await page.keyboard.press("Control+k");
  await page.getByPlaceholder("Search or jump to").fill("claude");
  await expect(page.getByRole("option", { name: /Sessions of Claude Code/ })).toBeVisible();
  await page.getByPlaceholder("Search or jump to").fill(first);
  await page.getByRole("option", { name: new RegExp(first.slice(0, 12)) }).click();
  await expect(page).toHaveURL(new RegExp(`id=${first}`));

  await expect(page.getByRole("link", { name: "Next session" })).toBeVisible();
  await page.keyboard.press("j");
  await expect(page).toHaveURL(new RegExp(`id=${second}`));
  await expect(page.getByRole("link", { name: "Previous session" })).toBeVisible();
  await page.keyboard.press("k");
  await expect(page).toHaveURL(new RegExp(`id=${first}`));
});

test("models, people, errors, settings and actions are found too, and what was opened is offered again", async ({ page, stack, tenant }) => {
  test.setTimeout(90_000);
  await giveHistory(stack, tenant);
  const failed = anEvent({
    event_type: "error",
    error_type: "DiskFull",
    error_message: "no space on the disk is left",
    timestamp: Date.now() - 60_000,
  });
  await postEvents(stack, tenant, [failed]);
  await openSession(page, stack, tenant);
  await page.goto("/agents");
  const field = page.getByPlaceholder("Search or jump to");
  const option = (name: RegExp) => page.getByRole("option", { name });
  const find = async (text: string) => {
    await page.keyboard.press("Control+k");
    await field.fill(text);
  };
  await expect(page.getByRole("link", { name: /Codex CLI/ })).toBeVisible();
  await find("disk");
  await expect(option(/DiskFull/)).toBeVisible({ timeout: 20_000 });
  await expectAccessible(page);
  await field.fill("person-3");
  await expect(option(/Sessions of person-3@example.com/)).toBeVisible();
  await field.fill("retention");
  await expect(option(/Retention and residency/)).toBeVisible();
  await field.fill("invite");
  await expect(option(/Invite somebody/)).toBeVisible();
  await field.fill("gpt-5");
  await option(/Sessions of gpt-5-codex/).click();
  await expect(page).toHaveURL(/\/sessions\?model=gpt-5-codex/);

  await expect(page.getByRole("link", { name: /Codex CLI/ }).first()).toBeVisible();
  await page.keyboard.press("Control+k");
  await expect(option(/Sessions of gpt-5-codex/)).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/sessions\?model=gpt-5-codex/);
});

test("/ leads into the search of a table, and what is searched for is in the address", async ({ page, stack, tenant }) => {
  await openSession(page, stack, tenant);
  for (const path of ["/sessions", "/cost", "/security", "/audit", "/settings?part=prices"]) {
    await page.goto(path);
    const search = page.getByRole("search").getByRole("searchbox");
    await expect(search).toBeVisible();
    // The page listens a moment after it is drawn.
    await expect(async () => {
      await page.keyboard.press("/");
      await expect(search).toBeFocused({ timeout: 500 });
    }).toPass();
  }
  await page.goto("/security");
  await page.getByRole("searchbox").fill("outbound connection");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/q=outbound/);
});

test("every view says where it stands", async ({ page, stack, tenant }) => {
  await openSession(page, stack, tenant);
  for (
    const [path, trail] of [["/agents", "Analyse"], ["/audit", "Organisation"], ["/ingestion", "Operate"]] as const
  ) {
    await page.goto(path);
    await expect(page.getByRole("navigation", { name: "Breadcrumb" })).toContainText(trail);
  }
  await page.goto("/settings?part=teams");
  await page.getByRole("navigation", { name: "Breadcrumb" }).getByRole("link", { name: "Settings" }).click();
  await expect(page).toHaveURL(/\/settings$/);
});
