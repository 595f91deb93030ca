import { expect, expectAccessible, openSession, test } from "./journey.ts";

test("a passkey is made in the settings and named anew, signs in by itself, and no longer once it is removed", async ({ page, stack, tenant }) => {
  const device = await page.context().newCDPSession(page);
  await device.send("WebAuthn.enable");
  await device.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  await openSession(page, stack, tenant);
  await page.goto("/settings?part=account");
  await page.getByRole("button", { name: "Add passkey" }).click();
  await page.getByLabel("Name").fill("Work laptop");
  await page.getByRole("button", { name: "Go on" }).click();
  await expect(page.getByRole("cell", { name: "Work laptop", exact: true })).toBeVisible();
  await expectAccessible(page);

  await page.getByRole("button", { name: "Rename Work laptop" }).click();
  const dialog = page.getByRole("dialog", { name: "Rename passkey" });
  await expect(dialog.getByLabel("Name")).toHaveValue("Work laptop");
  await dialog.getByLabel("Name").fill("Old laptop");
  await dialog.getByRole("button", { name: "Rename" }).click();
  await expect(page.getByRole("cell", { name: "Old laptop", exact: true })).toBeVisible();

  await page.context().clearCookies();
  await page.goto("/login?next=%2Fsettings%3Fpart%3Daccount");
  await page.getByRole("button", { name: "Passkey" }).click();
  await page.waitForURL(/\/settings\?part=account$/);

  await page.getByRole("button", { name: "Remove Old laptop" }).click();
  await page.getByLabel("Type Old laptop to confirm").fill("Old laptop");
  await page.getByRole("button", { name: "Remove passkey" }).click();
  await expect(page.getByText("No passkey yet")).toBeVisible();

  await page.context().clearCookies();
  await page.goto("/login");
  await page.getByRole("button", { name: "Passkey" }).click();
  await expect(page.getByRole("alert")).toContainText("not known here");
});
