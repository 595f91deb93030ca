import type { Page } from "@playwright/test";
import { addAuthenticator } from "../helpers/authenticator.ts";
import { addPerson, PERSON_PASSWORD, type TestPerson } from "../helpers/people.ts";
import { expect, expectAccessible, test } from "./journey.ts";

const LABEL = "Code of your authenticator";

/** Enters what a person knows, without a mouse. */
async function enterPassword(page: Page, { email }: TestPerson): Promise<void> {
  await page.goto("/login?next=%2Fstatus");
  await page.getByLabel("Work e-mail").fill(email);
  await page.getByLabel("Password").fill(PERSON_PASSWORD);
  await expect(page.getByRole("button", { name: "Sign in" })).toBeEnabled();
  await page.keyboard.press("Enter");
}

test("a sign-in with an authenticator is finished by its code, without a mouse", async ({ page, stack, tenant }) => {
  const person = await addPerson(stack, tenant.orgId, "admin");
  const { code } = await addAuthenticator(stack, person);
  await enterPassword(page, person);
  await expect(page.getByLabel(LABEL)).toBeFocused();
  await page.keyboard.type("000 000");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alert")).toContainText("not right");
  await expect(page.getByLabel(LABEL)).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.type(code());
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => url.pathname === "/status");
});

test("a recovery code stands in for a lost authenticator, and a trusted browser is not asked again", async ({ page, stack, tenant }) => {
  const person = await addPerson(stack, tenant.orgId, "viewer");
  const { recoveryCodes } = await addAuthenticator(stack, person);
  await enterPassword(page, person);
  await page.getByRole("button", { name: "Use a recovery code" }).press("Enter");
  await expect(page.getByLabel("Recovery code")).toBeFocused();
  await page.keyboard.type(recoveryCodes[0] ?? "");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  await expect(page.getByLabel("Do not ask in this browser for 30 days")).toBeChecked();
  await page.getByRole("button", { name: "Sign in" }).press("Enter");
  await page.waitForURL((url) => url.pathname === "/status");

  const cookies = await page.context().cookies();
  await page.context().clearCookies();
  await page.context().addCookies(cookies.filter(({ name }) => name.includes("trust")));
  const again = await page.request.post("/auth/sign-in/email", {
    headers: { origin: stack.urls.dashboard ?? "" },
    data: { email: person.email, password: PERSON_PASSWORD },
  });
  expect(await again.json()).not.toHaveProperty("twoFactorRedirect");
});

test("after too many wrong codes the password is asked for again", async ({ page, stack, tenant }) => {
  const person = await addPerson(stack, tenant.orgId, "viewer");
  await addAuthenticator(stack, person);
  await enterPassword(page, person);
  await expect(page.getByLabel(LABEL)).toBeFocused();
  const headers = { origin: stack.urls.dashboard ?? "" };
  for (let i = 0; i < 5; i++) {
    const answer = await page.request.post("/auth/two-factor/verify-totp", { headers, data: { code: "000000" } });
    expect(answer.status()).toBe(401);
  }
  await page.keyboard.type("000000");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alert")).toContainText("Enter your password again");
  await expect(page.getByLabel("Password")).toBeVisible();
});
