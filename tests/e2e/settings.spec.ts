import type { Page } from "@playwright/test";
import { signIn, type TestTenant } from "../helpers/tenant.ts";
import { expect, expectAccessible, expectNoSidewaysScroll, openSession, test } from "./journey.ts";

const row = (page: Page, name: RegExp) => page.getByRole("row", { name });

test("a team is made with its members, renamed, and deleted by its name", async ({ page, stack, tenant }) => {
  await openSession(page, stack, tenant);
  await page.goto("/settings?part=teams");
  await page.getByRole("button", { name: "New team" }).click();
  await page.getByRole("textbox", { name: "Name" }).fill("Payments");
  await page.getByRole("checkbox", { name: /Test Person/ }).check();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Create team" }).click();
  await expect(row(page, /Payments/)).toContainText("Test Person");

  await page.getByRole("button", { name: "Change Payments" }).click();
  await page.getByRole("textbox", { name: "Name" }).fill("Billing");
  await page.getByRole("checkbox", { name: /Test Person/ }).uncheck();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(row(page, /Billing/)).toBeVisible();
  await expect(row(page, /Billing/)).not.toContainText("Test Person");

  await page.getByRole("button", { name: "Delete Billing" }).click();
  await page.getByLabel("Type Billing to confirm").fill("Billing");
  await page.getByRole("button", { name: "Delete team" }).click();
  await expect(page.getByText("No teams yet")).toBeVisible();
});

test("a team's name that is taken is refused in words, and the form stays", async ({ page, stack, tenant }) => {
  await openSession(page, stack, tenant);
  await page.goto("/settings?part=teams");
  for (const attempt of [1, 2]) {
    await page.getByRole("button", { name: "New team" }).click();
    await page.getByRole("textbox", { name: "Name" }).fill("Search");
    await page.getByRole("button", { name: "Create team" }).click();
    if (attempt === 1) await expect(page.getByRole("dialog")).toHaveCount(0);
  }
  await expect(page.getByRole("alert")).toContainText("Another team has this name.");
  await expect(page.getByRole("textbox", { name: "Name" })).toHaveValue("Search");
});

test("a role of one's own is made from permissions, counted, and changed", async ({ page, stack, tenant }) => {
  await openSession(page, stack, tenant);
  await page.goto("/settings?part=roles");
  await page.getByRole("button", { name: "New role" }).click();
  await expect(page.getByRole("textbox", { name: "Name" })).toBeFocused();
  await page.getByRole("textbox", { name: "Name" }).fill("Cost watcher");
  await page.getByRole("checkbox", { name: "See figures", exact: true }).check();
  await page.getByLabel("See figures: how far").selectOption("team");
  await page.getByRole("checkbox", { name: "See settings and prices" }).check();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Create role" }).click();
  await expect(row(page, /Cost watcher/)).toContainText("2");

  await page.getByRole("button", { name: "Change Cost watcher" }).click();
  await expect(page.getByLabel("See figures: how far")).toHaveValue("team");
  await page.getByRole("checkbox", { name: "See settings and prices" }).uncheck();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(row(page, /Cost watcher/)).toContainText("1");
});

test("a price of one's own is set, corrected, and removed", async ({ page, stack, tenant }) => {
  await openSession(page, stack, tenant);
  await page.goto("/settings?part=prices");
  await page.getByRole("button", { name: "New price" }).click();
  await page.getByRole("textbox", { name: "Model", exact: true }).fill("house-model*");
  await page.getByLabel("Input", { exact: true }).fill("1.25");
  await page.getByLabel("Output", { exact: true }).fill("a lot");
  await expect(page.getByText("An amount such as 1.25")).toBeVisible();
  await expect(page.getByRole("button", { name: "Set price" })).toBeDisabled();
  await page.getByLabel("Output", { exact: true }).fill("10");
  await page.getByRole("button", { name: "Set price" }).click();
  await expect(row(page, /house-model/)).toContainText("$1.25");

  await page.getByRole("button", { name: "Change the price of house-model*" }).click();
  await page.getByLabel("Output", { exact: true }).fill("12.5");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(row(page, /house-model/)).toContainText("$12.50");

  await page.getByRole("button", { name: "Remove the price of house-model*" }).click();
  await page.getByLabel("Type house-model* to confirm").fill("house-model*");
  await page.getByRole("button", { name: "Remove price" }).click();
  await expect(page.getByText("The list's prices hold")).toBeVisible();
});

test("list prices say where and when they were read, and are found by name", async ({ page, stack, tenant }) => {
  await openSession(page, stack, tenant);
  await page.goto("/settings?part=prices");
  const table = page.getByRole("table", { name: "List prices" });
  await expect(table).toBeVisible();
  await page.getByRole("searchbox", { name: "Model or provider" }).fill("sonnet-4-5");
  await expect(table.getByRole("row", { name: /gpt-/ })).toHaveCount(0);
  await expect(table.getByRole("link").first()).toHaveAttribute("href", /^https:\/\//);
});

test("events are kept for a shorter time only after the name was typed, and as usual by a click", async ({ page, stack, tenant }) => {
  await openSession(page, stack, tenant);
  await page.goto("/settings?part=data");
  const days = page.getByRole("textbox", { name: /Keep single events for/ });
  await days.fill("2");
  await expect(page.getByRole("button", { name: "Save" })).toBeDisabled();
  await days.fill("90");
  await page.getByRole("button", { name: "Save" }).click();
  const confirm = page.getByRole("button", { name: "Delete older events" });
  await expect(confirm).toBeDisabled();
  const label = await page.getByLabel(/to confirm$/).getAttribute("id");
  const name = (await page.locator(`label[for="${label}"]`).innerText()).replace(/^Type (.*) to confirm$/, "$1");
  await page.getByLabel(/to confirm$/).fill(name);
  await confirm.click();
  await expect(row(page, /Single events/)).toContainText("90 days");
  await page.getByRole("button", { name: "As usual" }).click();
  await expect(row(page, /Single events/)).toContainText("396 days");
});

test("settings offer a viewer nothing to change, and say why a part is closed", async ({ page, stack }) => {
  const viewer = stack.organizations.flatMap(({ logins }) => logins).find(({ role }) => role === "viewer");
  if (viewer === undefined) throw new Error("no demo viewer");
  const session: Pick<TestTenant, "signIn"> = { signIn: () => signIn(stack, viewer.email, viewer.password) };
  await openSession(page, stack, session);
  for (const part of ["teams", "roles", "prices"]) {
    await page.goto(`/settings?part=${part}`);
    await expect(page.getByRole("table").first().or(page.getByText(/No teams yet/))).toBeVisible();
    await expect(page.getByRole("button", { name: /^(New|Change|Delete|Remove)/ })).toHaveCount(0);
  }
});

test("the parts of the settings are reached from each other on a phone", async ({ page, stack, tenant }) => {
  await openSession(page, stack, tenant);
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto("/settings?part=data");
  const nav = page.getByRole("navigation", { name: "Settings" });
  await expect(nav.getByRole("link", { name: "Retention and residency" })).toBeInViewport();
  await expectNoSidewaysScroll(page);
  await nav.getByRole("link", { name: "Prices" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Prices" })).toBeVisible();
  await expect(page.getByRole("table", { name: "List prices" })).toBeVisible();
  await expectNoSidewaysScroll(page);
});
