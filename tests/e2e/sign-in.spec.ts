import { expect, expectAccessible, signInOnPage, test } from "./journey.ts";

test("a stranger is sent to the sign-in page and, signed in, to where they wanted to go", async ({ page, stack }) => {
  const [organization] = stack.organizations;
  const [login] = organization?.logins ?? [];
  if (organization === undefined || login === undefined) throw new Error("no demo login");
  await page.goto("/live");
  await page.waitForURL(/\/login\?next=/);
  await expectAccessible(page);
  await signInOnPage(page, login);
  await expect(page).toHaveURL(/\/live$/);
  await expect(page.getByText(organization.name).first()).toBeVisible();
});

test("a wrong password is refused in words and moves nothing", async ({ page, stack }) => {
  const email = stack.organizations[0]?.logins[0]?.email ?? "";
  await page.goto("/login");
  const button = page.getByRole("button", { name: "Sign in" });
  const before = await button.boundingBox();
  await page.getByLabel("Work e-mail").fill(email);
  await page.getByLabel("Password").fill("not the password");
  await button.click();
  await expect(page.getByRole("alert")).toContainText(/password/i);
  expect(await button.boundingBox()).toEqual(before);
  await expectAccessible(page);
});

test("signing out ends the session", async ({ page, stack }) => {
  const login = stack.organizations[0]?.logins[0];
  if (login === undefined) throw new Error("no demo login");
  await page.goto("/login");
  await signInOnPage(page, login);
  await page.getByRole("button", { name: /Ines Okafor/ }).click();
  await page.getByRole("menuitem", { name: /sign out/i }).click();
  await page.waitForURL(/\/login/);
  await page.goto("/");
  await page.waitForURL(/\/login/);
});
