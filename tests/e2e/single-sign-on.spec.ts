import type { Page } from "@playwright/test";
import type { DevFacts } from "../../local/dev-facts.ts";
import { ask } from "../helpers/ask.ts";
import { OPENID_CLIENT } from "../helpers/providers/openid-client.ts";
import { spawnOpenidProvider } from "../helpers/providers/spawn-openid.ts";
import type { TestTenant } from "../helpers/tenant.ts";
import { expect, expectAccessible, openSession, test } from "./journey.ts";

const aDomain = () => `d${crypto.randomUUID().slice(0, 8)}.example`;

/** Adds a provider on the settings page as the admin, and answers the address that the provider is to be told. */
async function addProvider(
  page: Page,
  stack: DevFacts,
  tenant: TestTenant,
  fill: () => Promise<void>,
): Promise<string> {
  await openSession(page, stack, tenant);
  await page.goto("/settings?part=sso");
  await page.getByRole("button", { name: "Add provider" }).click();
  const dialog = page.getByRole("dialog", { name: "Add provider" });
  await fill();
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Add provider" }).click();
  await expect(page.getByText("Domain not proven")).toBeVisible();
  return await page.locator("dd", { hasText: "/auth/sso/" }).first().innerText();
}

/** Puts the record that the page shows into the DNS of this machine, and has it checked. */
async function proveDomain(page: Page, stack: DevFacts, domain: string): Promise<void> {
  await page.getByRole("button", { name: "Check the record" }).click();
  await expect(page.getByRole("alert")).toContainText("There is no TXT record");
  const value = await page.getByLabel(`TXT record _fleetglass.${domain}`).innerText();
  await ask(stack, "PUT", "/v1/dev/dns", { body: { name: `_fleetglass.${domain}`, texts: [value.trim()] } });
  await page.getByRole("button", { name: "Check the record" }).click();
  await expect(page.getByText("Domain proven")).toBeVisible();
  await expectAccessible(page);
}

async function signInThroughProvider(page: Page, email: string): Promise<void> {
  await page.context().clearCookies();
  await page.goto("/login?next=%2Fsettings");
  await page.getByLabel("Work e-mail").fill(email);
  await page.getByRole("button", { name: "Single sign-on" }).click();
  await page.waitForURL(/\/settings$/);
}

test("an admin sets an OpenID provider up, and people of the domain sign in through it", async ({ page, stack, tenant }) => {
  const idp = await spawnOpenidProvider();
  const domain = aDomain();
  const callback = await addProvider(page, stack, tenant, async () => {
    await page.getByLabel("Name").fill("Company sign-in");
    await page.getByLabel("E-mail domain").fill(domain);
    await page.getByLabel("Issuer").fill(idp.address);
    await page.getByLabel("Client id").fill(OPENID_CLIENT.client_id);
    await page.getByLabel("Client secret").fill(OPENID_CLIENT.client_secret);
  });
  await idp.addClient(callback);
  await proveDomain(page, stack, domain);
  await page.getByRole("switch", { name: "The only way in" }).click();
  await expect(page.getByRole("switch", { name: "The only way in" })).toBeChecked();
  await idp.signsIn({ sub: "1", email: `nadia@${domain}`, name: "Nadia Petrov" });
  await signInThroughProvider(page, `nadia@${domain}`);
  await expect(page.getByRole("button", { name: /Nadia Petrov/ })).toBeVisible();
  await page.goto("/settings?part=account");
  await expect(page.getByText("Company sign-in")).toBeVisible();
  await expectAccessible(page);
  idp.close();
});

test("an address without a provider is told so, whether it has an account or not", async ({ page, stack }) => {
  const known = stack.organizations[0]?.logins[0]?.email ?? "";
  for (const email of [known, `nobody@${aDomain()}`]) {
    await page.goto("/login");
    await page.getByLabel("Work e-mail").fill(email);
    await page.getByRole("button", { name: "Single sign-on" }).click();
    await expect(page.getByRole("alert")).toHaveText(/No single sign-on is set up/);
  }
});
