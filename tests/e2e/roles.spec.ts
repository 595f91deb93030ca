import type { Page } from "@playwright/test";
import { ROLES } from "../../contract/account.ts";
import { addPerson } from "../helpers/people.ts";
import { newTenant, type TestTenant } from "../helpers/tenant.ts";
import { giveHistory } from "./give-history.ts";
import { expect, openSession, test as base } from "./journey.ts";
import { readStack } from "./stack.ts";

const test = base.extend<object, { seeded: TestTenant }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixtures a fixture needs from this pattern.
  seeded: [async ({}, use) => {
    const stack = await readStack();
    const tenant = await newTenant(stack, "eu");
    await giveHistory(stack, tenant);
    await use(tenant);
  }, { scope: "worker" }],
});

const VIEWS = [
  "/?period=7d",
  "/live",
  "/sessions?period=7d",
  "/agents?period=7d",
  "/cost?period=7d",
  "/tools?period=7d",
  "/errors?period=7d",
  "/security?period=7d",
  "/people?period=7d",
  "/ingestion",
  "/exports",
  "/settings",
  "/settings?part=members",
  "/settings?part=roles",
  "/settings?part=keys",
  "/settings?part=data",
  "/audit",
  "/status",
] as const;

/** Answers of the service that say that somebody may not, or that something broke. */
function watchAnswers(page: Page): string[] {
  const bad: string[] = [];
  page.on("response", (response) => {
    const { pathname } = new URL(response.url());
    if (response.status() >= 400) bad.push(`${response.status()} ${pathname}`);
  });
  return bad;
}

// The journeys' fixture fails each of these when a page logs an error. Every other journey is an admin's.
for (const role of ROLES.filter((name) => name !== "admin")) {
  test(`every view is whole for the role ${role}: shown, or said to be closed, and nothing refused behind it`, async ({ page, stack, seeded }) => {
    test.setTimeout(240_000);
    const person = await addPerson(stack, seeded.orgId, role, { teams: ["Payments"] });
    await openSession(page, stack, { signIn: () => Promise.resolve(person.cookie) });
    const bad = watchAnswers(page);
    for (const path of VIEWS) {
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await page.waitForLoadState("networkidle");
      await expect(page.getByText("did not load"), path).toHaveCount(0);
      expect(bad, path).toEqual([]);
    }
  });
}
