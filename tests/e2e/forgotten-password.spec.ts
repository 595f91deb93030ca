import { readMailedLink } from "../helpers/ask.ts";
import { addPerson, PERSON_PASSWORD } from "../helpers/people.ts";
import { until } from "../helpers/stack-client.ts";
import { expect, expectAccessible, signInOnPage, test } from "./journey.ts";

const NEW_PASSWORD = "another password for tests";

test("a forgotten password is replaced by the link that is sent, without a mouse", async ({ page, stack, tenant }) => {
  const { email } = await addPerson(stack, tenant.orgId, "viewer");
  await page.goto("/login");
  await expect(page.getByRole("button", { name: "Sign in" })).toBeEnabled();
  await page.getByLabel("Work e-mail").fill(email);
  await page.getByRole("button", { name: "Forgot your password?" }).press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Forgotten password" })).toBeVisible();
  await expect(page.getByLabel("Work e-mail")).toHaveValue(email);
  await expectAccessible(page);
  await page.getByLabel("Work e-mail").press("Enter");
  await expect(page.getByRole("status")).toContainText("on its way");

  const link = await until(() => readMailedLink(stack, email, /^Choose/), (found) => found !== undefined) ?? "";
  await page.goto(link);
  await page.waitForURL((url) => url.pathname === "/reset-password" && url.search === "");
  await expectAccessible(page);
  await page.getByLabel("New password").fill(NEW_PASSWORD);
  await page.getByLabel("New password").press("Enter");
  await expect(page.getByRole("status")).toContainText("changed");
  await page.getByRole("link", { name: "Sign in" }).click();
  await page.waitForURL(/\/login/);
  await signInOnPage(page, { email, password: NEW_PASSWORD });
});

test("a link that was used leads to words, not to a form that cannot work", async ({ page, stack, tenant }) => {
  const { email } = await addPerson(stack, tenant.orgId, "viewer");
  await page.goto("/reset-password?error=INVALID_TOKEN");
  await expect(page.getByRole("alert")).toContainText("does not work any more");
  await expect(page.getByRole("button", { name: "Change password" })).toBeDisabled();
  await page.getByRole("link", { name: "Back to signing in" }).click();
  await page.waitForURL(/\/login/);
  await signInOnPage(page, { email, password: PERSON_PASSWORD });
});
