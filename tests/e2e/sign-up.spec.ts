import type { Page } from "@playwright/test";
import { ask, readMailedLink } from "../helpers/ask.ts";
import { addAccount } from "../helpers/accounts.ts";
import { PERSON_PASSWORD } from "../helpers/people.ts";
import { until } from "../helpers/stack-client.ts";
import type { DevFacts } from "../../local/dev-facts.ts";
import { expect, expectAccessible, expectNoSidewaysScroll, openSession, signInOnPage, test } from "./journey.ts";

const anEmail = () => `new-${crypto.randomUUID().slice(0, 8)}@example.com`;
const mailed = async (stack: DevFacts, email: string, subject: RegExp) =>
  await until(() => readMailedLink(stack, email, subject), (link) => link !== undefined) ?? "";

/** Fills in the sign-up page and sends it off, without a mouse. */
async function signUpOnPage(page: Page, email: string): Promise<void> {
  await expect(page.getByRole("button", { name: "Create account" })).toBeEnabled();
  await page.getByLabel("Name").fill("Ana Ferreira");
  await page.getByLabel("Work e-mail").fill(email);
  await page.getByLabel("Password").fill(PERSON_PASSWORD);
  await page.getByLabel("Password").press("Enter");
  await expect(page.getByText(`A message is on its way to ${email}`)).toBeVisible();
}

/** Has the admin of a journey's organisation invite somebody; the path of the link that they get. */
async function invite(stack: DevFacts, tenant: { signIn(): Promise<string> }, email: string): Promise<string> {
  const answer = await ask(stack, "POST", "/v1/organization/invitations", {
    cookie: await tenant.signIn(),
    body: { email, role: "user" },
  });
  expect(answer.status).toBe(201);
  return await mailed(stack, email, /^Join/);
}

test("somebody new signs up, confirms their address, founds an organisation and connects an agent, without a mouse", async ({ page, stack }) => {
  const email = anEmail();
  await page.goto("/login");
  await expect(page.getByRole("button", { name: "Sign in" })).toBeEnabled();
  await page.getByRole("link", { name: "Create an account" }).press("Enter");
  await page.waitForURL(/\/sign-up$/);
  await expectAccessible(page);
  await signUpOnPage(page, email);
  await expectAccessible(page);

  await page.goto(await mailed(stack, email, /^Confirm/));
  await expect(page.getByRole("status")).toContainText("is confirmed");
  await expectAccessible(page);
  await signInOnPage(page, { email, password: PERSON_PASSWORD });
  await page.waitForURL(/\/new-organization$/);
  await expect(page.getByText(email)).toBeVisible();
  await expectAccessible(page);
  await page.setViewportSize({ width: 360, height: 740 });
  await expectNoSidewaysScroll(page);
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.getByLabel("Name of the organisation").fill("Ferreira Freight");
  await page.getByRole("radio", { name: /European Union/ }).press("Space");
  await page.getByLabel("Name of the organisation").press("Enter");
  await expect(page.getByRole("heading", { name: "Connect your first agent" })).toBeVisible();
  await expect(page.getByRole("button", { name: /now Ferreira Freight/ })).toContainText("EU residency");
});

test("an address that has an account is told nothing on the page, and its owner by mail", async ({ page, stack }) => {
  const email = anEmail();
  await addAccount(stack, { email, name: "Ana Ferreira" });
  await page.goto("/sign-up");
  await signUpOnPage(page, email);
  expect(await mailed(stack, email, /^You have an account already/)).toBeDefined();
});

test("whoever has not confirmed their address is told so, and gets another link that works once", async ({ page, stack }) => {
  const email = anEmail();
  await page.goto("/sign-up");
  await signUpOnPage(page, email);
  const first = await mailed(stack, email, /^Confirm/);
  await page.getByRole("button", { name: "Back to signing in" }).click();
  await page.getByLabel("Work e-mail").fill(email);
  await page.getByLabel("Password").fill(PERSON_PASSWORD);
  await page.getByLabel("Password").press("Enter");
  await expect(page.getByText("Show first that")).toContainText(email);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Send another link" }).press("Enter");
  await expect(page.getByText("Another link is on its way")).toBeVisible();
  await until(() => readMailedLink(stack, email, /^Confirm/), (link) => link !== first);

  await page.goto(first.replace(/token=[^&]{8}/, "token=AAAAAAAA"));
  await expect(page.getByRole("alert")).toContainText("does not work any more");
  await page.goto(await mailed(stack, email, /^Confirm/));
  await expect(page.getByRole("status")).toContainText("is confirmed");
});

test("somebody without an account joins by the link of an invitation", async ({ page, stack, tenant }) => {
  const email = anEmail();
  const link = await invite(stack, tenant, email);
  await page.goto(link);
  await page.getByLabel("Name").fill("Ben Okoro");
  await expect(page).toHaveURL(/\/invitation$/);
  await expectAccessible(page);
  await page.getByLabel("Password").fill(PERSON_PASSWORD);
  await page.getByLabel("Password").press("Enter");
  await expect(page.getByRole("status")).toContainText("you have joined");
  await page.getByRole("link", { name: "Sign in" }).press("Enter");
  await page.waitForURL(/\/login$/);
  await signInOnPage(page, { email, password: PERSON_PASSWORD });
  await expect(page.getByRole("button", { name: /Account of Ben Okoro/ })).toContainText("user");

  await page.context().clearCookies();
  await page.goto(link);
  await page.getByLabel("Name").fill("Somebody Else");
  await page.getByLabel("Password").fill(PERSON_PASSWORD);
  await page.getByLabel("Password").press("Enter");
  await expect(page.getByRole("alert")).toContainText("The invitation is over");
});

test("somebody with an account signs in on the way, and joins by the invitation", async ({ page, stack, tenant }) => {
  const email = anEmail();
  await addAccount(stack, { email, name: "Cem Arslan" });
  await page.goto(await invite(stack, tenant, email));
  await page.getByLabel("Name").fill("Cem Arslan");
  await page.getByLabel("Password").fill(PERSON_PASSWORD);
  await page.getByLabel("Password").press("Enter");
  await expect(page.getByRole("alert")).toContainText("has an account");
  await page.getByRole("link", { name: "I have an account" }).click();
  await page.waitForURL(/\/login\?next=/);
  await signInOnPage(page, { email, password: PERSON_PASSWORD });
  await page.getByRole("button", { name: `Join as ${email}` }).press("Enter");
  await expect(page.getByRole("button", { name: /Account of Cem Arslan/ })).toBeVisible();
});

test("an invitation for another address is not joined by, and says so", async ({ page, stack, tenant }) => {
  const link = await invite(stack, tenant, anEmail());
  await openSession(page, stack, tenant);
  await page.goto(link);
  await page.getByRole("button", { name: /^Join as/ }).click();
  await expect(page.getByRole("alert")).toContainText("for another address");
  await expectAccessible(page);
});

test("a link of an invitation that was cut off on its way says so before anything is entered", async ({ page }) => {
  await page.goto("/invitation?token=abc");
  await expect(page.getByRole("alert")).toContainText("This link is not whole");
  await expect(page.getByRole("button", { name: "Join" })).toBeDisabled();
});

test("an organisation more is founded from the settings of the first", async ({ page, stack, tenant }) => {
  await openSession(page, stack, tenant);
  await page.goto("/settings?part=data");
  await page.getByRole("link", { name: "Found another organisation" }).click();
  await page.waitForURL(/\/new-organization$/);
  await expect(page.getByRole("link", { name: "Back to the overview" })).toBeVisible();
  await page.getByLabel("Name of the organisation").fill("The other one");
  await page.getByRole("radio", { name: /United States/ }).check();
  await page.getByRole("button", { name: "Found organisation" }).click();
  await expect(page.getByRole("button", { name: /now The other one/ })).toContainText("US residency");
});
