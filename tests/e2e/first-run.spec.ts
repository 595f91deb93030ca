import { anEvent } from "../helpers/stack-client.ts";
import { expect, expectAccessible, expectNoSidewaysScroll, openSession, test } from "./journey.ts";

test("a new organisation is shown how to connect, with a key that works, and told when it has", async ({ page, stack, tenant }) => {
  await openSession(page, stack, tenant);
  await page.goto("/");
  await expect(page.getByRole("heading", { name: "Connect your first agent" })).toBeVisible();
  await expect(page.getByText("Waiting for the first event")).toBeVisible();
  await expectAccessible(page);

  await page.getByRole("radio", { name: /curl/ }).or(page.getByRole("tab", { name: /curl/ })).click();
  const snippet = await page.locator("pre").innerText();
  const key = /fg_eu_[A-Za-z0-9]{32}/.exec(snippet)?.[0];
  expect(key).toBeDefined();
  const response = await fetch(`${stack.urls.edge}/v1/events`, {
    method: "POST",
    headers: { authorization: `Bearer ${key}` },
    body: JSON.stringify(anEvent()),
  });
  expect(response.status).toBe(202);
  await expect(page.getByText(/received/i).first()).toBeVisible({ timeout: 5_000 });

  await page.setViewportSize({ width: 360, height: 740 });
  await expectNoSidewaysScroll(page);
});

test("the lists of an organisation without events lead to the first one", async ({ page, stack, tenant }) => {
  await openSession(page, stack, tenant);
  for (const path of ["/sessions", "/errors", "/security"]) {
    await page.goto(path);
    await expect(page.getByRole("heading", { name: "Nothing has arrived yet" })).toBeVisible();
  }
  await page.getByRole("link", { name: "Connect an agent" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Connect your first agent" })).toBeVisible();
});
