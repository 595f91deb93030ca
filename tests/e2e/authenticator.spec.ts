import { addPerson, PERSON_PASSWORD } from "../helpers/people.ts";
import { totp } from "../helpers/totp.ts";
import { expect, expectAccessible, signInOnPage, test } from "./journey.ts";

test("an authenticator is set up, gets new recovery codes and is turned off", async ({ page, stack, tenant }) => {
  const { email } = await addPerson(stack, tenant.orgId, "viewer");
  await page.goto("/login");
  await signInOnPage(page, { email, password: PERSON_PASSWORD });
  await page.goto("/settings?part=account");
  const dialog = page.getByRole("dialog");

  await page.getByRole("button", { name: "Set up" }).press("Enter");
  await dialog.getByLabel("Your password").fill("not the password");
  await dialog.getByLabel("Your password").press("Enter");
  await expect(dialog.getByLabel("Your password")).toHaveAttribute("aria-invalid", "true");
  await dialog.getByLabel("Your password").fill(PERSON_PASSWORD);
  await dialog.getByLabel("Your password").press("Enter");
  await expect(dialog.getByRole("img", { name: /Key of the authenticator/ })).toBeVisible();
  await expectAccessible(page);
  const secret = await dialog.locator("code").innerText();
  await dialog.getByLabel("Code that it shows").fill("000000");
  await dialog.getByRole("button", { name: "Turn on" }).click();
  await expect(dialog.getByLabel("Code that it shows")).toHaveAttribute("aria-invalid", "true");
  await dialog.getByLabel("Code that it shows").fill(totp(`otpauth://totp/x?secret=${secret}`));
  await dialog.getByRole("button", { name: "Turn on" }).click();
  const first = await dialog.locator("code,pre").last().innerText();
  await dialog.getByRole("button", { name: "I have put them away" }).click();
  await expect(page.getByText("On", { exact: true })).toBeVisible();

  await page.getByRole("button", { name: "New recovery codes" }).click();
  await dialog.getByLabel("Your password").fill(PERSON_PASSWORD);
  await dialog.getByRole("button", { name: "Make new codes" }).click();
  await expect(dialog.getByRole("button", { name: "I have put them away" })).toBeVisible();
  expect(await dialog.locator("code,pre").last().innerText()).not.toBe(first);
  await dialog.getByRole("button", { name: "I have put them away" }).click();

  await page.getByRole("button", { name: "Turn off" }).click();
  await dialog.getByLabel("Your password").fill(PERSON_PASSWORD);
  await dialog.getByRole("button", { name: "Turn off" }).click();
  await expect(page.getByText("Off", { exact: true })).toBeVisible();
});
