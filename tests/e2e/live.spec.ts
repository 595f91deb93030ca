import { anEvent, postEvents } from "../helpers/stack-client.ts";
import { expect, expectAccessible, expectNoSidewaysScroll, openSession, test } from "./journey.ts";

test("an event appears on the live page within two seconds", async ({ page, stack, tenant }) => {
  await openSession(page, stack, tenant);
  await page.goto("/live");
  await expect(page.getByRole("status").getByText("Live")).toBeVisible();
  const posted = Date.now();
  await postEvents(stack, tenant, [anEvent({ model: "claude-opus-4-5", input_tokens: 41_000, duration_ms: 1_500 })]);
  const tail = page.getByRole("list", { name: /^Event tail/ });
  await expect(tail.getByText("claude-opus-4-5")).toBeVisible();
  expect(Date.now() - posted).toBeLessThan(2_000);
  await expect(page.getByText("1 running", { exact: false })).toBeVisible();
  await expectAccessible(page);
  await page.setViewportSize({ width: 360, height: 740 });
  await expectNoSidewaysScroll(page);
});

test("a dropped connection comes back and fills the gap", async ({ page, stack, tenant }) => {
  let isDown = false;
  const drops: (() => Promise<void>)[] = [];
  await page.routeWebSocket(/\/v1\/live/, async (socket) => {
    if (isDown) return await socket.close({ code: 1012, reason: "down" });
    socket.connectToServer();
    drops.push(() => socket.close({ code: 1012, reason: "dropped" }));
  });
  await openSession(page, stack, tenant);
  await page.goto("/live");
  const status = page.getByRole("status");
  await expect(status.getByText("Live")).toBeVisible();

  isDown = true;
  for (const drop of drops.splice(0)) await drop();
  await expect(status.getByText("Reconnecting")).toBeVisible();
  const missed = Array.from({ length: 20 }, () => anEvent({ event_type: "error", error_type: "rate_limit" }));
  await postEvents(stack, tenant, missed);
  isDown = false;
  await expect(status.getByText("Live")).toBeVisible({ timeout: 20_000 });
  await expect(page.getByText("1 gap filled")).toBeVisible();
  await expect(page.getByText("20 in 10 min")).toBeVisible();
  await expect(page.getByRole("list", { name: /^Event tail/ }).getByText("rate_limit").first()).toBeVisible();
});

test("pausing holds what is shown and resuming catches up", async ({ page, stack, tenant }) => {
  await openSession(page, stack, tenant);
  await page.goto("/live");
  await expect(page.getByRole("status").getByText("Live")).toBeVisible();
  await page.keyboard.press("p");
  await expect(page.getByRole("status").getByText("Paused")).toBeVisible();
  await postEvents(stack, tenant, [anEvent({ model: "gpt-5-codex" })]);
  const line = page.getByRole("list", { name: /^Event tail/ }).getByText("gpt-5-codex");
  await page.waitForTimeout(1_500);
  await expect(line).toHaveCount(0);
  await page.getByRole("button", { name: "Resume" }).click();
  await expect(line).toBeVisible();
});
