import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test as base } from "@playwright/test";
import type { DevFacts } from "../../local/dev-facts.ts";
import { newTenant, type TestTenant } from "../helpers/tenant.ts";
import { readStack } from "./stack.ts";

interface Fixtures {
  stack: DevFacts;
  /** An organisation of this journey's own, without events. */
  tenant: TestTenant;
  /** Fails the journey when a page logs an error or throws. */
  quietConsole: void;
}

export const test = base.extend<Fixtures>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixtures a fixture needs from this pattern.
  stack: async ({}, use) => use(await readStack()),
  tenant: async ({ stack }, use) => use(await newTenant(stack, "eu")),
  quietConsole: [async ({ page }, use) => {
    const complaints: string[] = [];
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("console", (message) => {
      // The browser itself reports refused requests and lost sockets; journeys cause both on purpose.
      const isNetwork = /Failed to load resource|WebSocket connection|ERR_/.test(message.text());
      if (message.type() === "error" && !isNetwork) complaints.push(message.text());
    });
    await use();
    expect(complaints).toEqual([]);
  }, { auto: true }],
});

export { expect } from "@playwright/test";

/** Signs in through the page and waits for what comes next. */
export async function signInOnPage(
  page: Page,
  { email, password }: { email: string; password: string },
): Promise<void> {
  await page.getByLabel("Work e-mail").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL((url) => url.pathname !== "/login");
}

/** Gives the page a session without the form. */
export async function openSession(page: Page, stack: DevFacts, tenant: Pick<TestTenant, "signIn">): Promise<void> {
  const cookies = (await tenant.signIn()).split("; ").map((pair) => {
    const [name = "", ...value] = pair.split("=");
    return { name, value: value.join("="), url: stack.urls.dashboard ?? "" };
  });
  await page.context().addCookies(cookies);
}

/** Checks a page against WCAG 2.2 AA. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"])
    .analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(" ")).join(", ")}`)).toEqual(
    [],
  );
}

/** Checks that no panel cuts off what it holds: a panel clips, so that what is too wide for it is lost. */
export async function expectNothingCut(page: Page): Promise<void> {
  const cut = await page.evaluate<string[]>(`[...document.querySelectorAll(".panel")]
    .filter((panel) => panel.scrollWidth > panel.clientWidth + 1)
    .map((panel) => panel.getAttribute("aria-label") ?? panel.textContent.slice(0, 40))`);
  expect(cut, "panels that are too narrow for their content").toEqual([]);
}

/** Checks that a page does not scroll sideways. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const overflow = await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
  expect(overflow).toBeLessThanOrEqual(0);
}
