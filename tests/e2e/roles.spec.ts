import type { Page } from "@playwright/test";
import { ROLES } from "../../contract/account.ts";
import { grantsOfRole, type Permission } from "../../contract/permissions.ts";
import { addPerson } from "../helpers/people.ts";
import { giveHistory } from "./give-history.ts";
import { expect, openSession } from "./journey.ts";
import { seededWith } from "./seeded.ts";

const test = seededWith(giveHistory);

/** Every view, and what it takes to see it. */
const VIEWS = [
  ["/?period=7d", "metrics:read"],
  ["/live", "live:read"],
  ["/sessions?period=7d", "sessions:read"],
  ["/agents?period=7d", "metrics:read"],
  ["/cost?period=7d", "metrics:read"],
  ["/tools?period=7d", "metrics:read"],
  ["/errors?period=7d", "errors:read"],
  ["/security?period=7d", "events:read"],
  ["/people?period=7d", "people:read"],
  ["/ingestion", "ingestion:read"],
  ["/exports", "exports:read"],
  ["/settings", "organization:read"],
  ["/settings?part=usage", "usage:read"],
  ["/settings?part=members", "members:read"],
  ["/settings?part=teams", "members:read"],
  ["/settings?part=roles", "members:read"],
  ["/settings?part=keys", "keys:read"],
  ["/settings?part=prices", "settings:read"],
  ["/settings?part=privacy", "settings:read"],
  ["/settings?part=data", "settings:read"],
  ["/settings?part=sso", "sso:read"],
  ["/settings?part=account", "organization:read"],
  ["/audit", "audit:read"],
  ["/status", "organization:read"],
] as const satisfies readonly (readonly [string, Permission])[];

/** A view is whole in a second on an idle machine; a busy one says nothing about it. */
const PATIENCE_MS = 40_000;
/** A question asked this often while one page loads is asked in a loop. */
const LOOP = 4;

/** What the service refused, and what a page asked again and again. */
function watchRequests(page: Page): { refused: string[]; asked: Map<string, number> } {
  const watched = { refused: [] as string[], asked: new Map<string, number>() };
  page.on("response", (response) => {
    const { pathname } = new URL(response.url());
    if (response.status() >= 400) watched.refused.push(`${response.status()} ${pathname}`);
  });
  page.on("request", (request) => {
    const { pathname, search } = new URL(request.url());
    if (pathname.startsWith("/v1/")) {
      watched.asked.set(pathname + search, (watched.asked.get(pathname + search) ?? 0) + 1);
    }
  });
  return watched;
}

// Every view has to fit, so that what is loaded when it is seen is loaded.
test.use({ viewport: { width: 1440, height: 2_400 } });

for (const role of ROLES) {
  test(`the role ${role} sees every view it may, is told which it may not, and nothing is refused behind them`, async ({ page, stack, seeded }) => {
    test.setTimeout(300_000);
    const grants = grantsOfRole(role);
    const person = await addPerson(stack, seeded.orgId, role, { teams: ["Payments"] });
    await openSession(page, stack, { signIn: () => Promise.resolve(person.cookie) });
    const watched = watchRequests(page);
    for (const [path, permission] of VIEWS) {
      watched.asked.clear();
      await page.goto(path, { waitUntil: "commit" });
      const closed = page.getByRole("heading", { name: /^You cannot see / });
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      if (grants[permission] === undefined) {
        await expect(closed, path).toBeVisible({ timeout: PATIENCE_MS });
        await expect(page.getByText(/^An admin of .+ can change that\.$/)).toBeVisible();
      }
      await expect(page.locator("main .skeleton"), path).toHaveCount(0, { timeout: PATIENCE_MS });
      if (grants[permission] !== undefined) await expect(closed, path).toHaveCount(0);
      await expect(page.getByText("did not load"), path).toHaveCount(0);
      expect(watched.refused, path).toEqual([]);
      expect([...watched.asked].filter(([, times]) => times >= LOOP), path).toEqual([]);
    }
  });
}
