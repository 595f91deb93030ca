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

test("the tail is narrowed by the address, and the address by the tail", async ({ page, stack, tenant }) => {
  await openSession(page, stack, tenant);
  await page.goto("/live?environment=production");
  const tail = page.getByRole("list", { name: /^Event tail/ });
  await expect(page.getByRole("status").getByText("Live")).toBeVisible();
  await postEvents(stack, tenant, [
    anEvent({ model: "gpt-5-codex", environment: "production" }),
    anEvent({ model: "claude-opus-4-5", environment: "staging" }),
    anEvent({ event_type: "error", error_type: "rate_limit", environment: "production" }),
  ]);
  await expect(tail.getByText("rate_limit")).toBeVisible();
  await expect(tail.getByText("gpt-5-codex")).toBeVisible();
  await expect(tail.getByText("claude-opus-4-5")).toHaveCount(0);
  await page.getByRole("button", { name: "Errors only" }).click();
  await expect(page).toHaveURL(/environment=production&errors_only=true/);
  await expect(tail.getByText("gpt-5-codex")).toHaveCount(0);
  await page.getByPlaceholder("Text").fill("nothing of the kind");
  await expect(page.getByText("No such lines")).toBeVisible();
  await page.reload();
  await expect(page.getByPlaceholder("Text")).toHaveValue("nothing of the kind");
  await expectAccessible(page);
});

test("a paused page counts what waits", async ({ page, stack, tenant }) => {
  await openSession(page, stack, tenant);
  await page.goto("/live");
  await expect(page.getByRole("status").getByText("Live")).toBeVisible();
  await page.keyboard.press("p");
  await postEvents(stack, tenant, Array.from({ length: 7 }, () => anEvent()));
  await expect(page.getByText("7 waiting")).toBeVisible();
  await page.keyboard.press("p");
  await expect(page.getByText("7 waiting")).toHaveCount(0);
});

test("without a network the page says so, and catches up when it is back", async ({ page, stack, tenant }) => {
  await openSession(page, stack, tenant);
  await page.goto("/live");
  const status = page.getByRole("status");
  await expect(status.getByText("Live")).toBeVisible();
  await page.context().setOffline(true);
  await expect(status.getByText("Reconnecting")).toBeVisible();
  await postEvents(
    stack,
    tenant,
    Array.from({ length: 5 }, () => anEvent({ event_type: "error", error_type: "lost" })),
  );
  await page.context().setOffline(false);
  await expect(status.getByText("Live")).toBeVisible({ timeout: 20_000 });
  await expect(page.getByText("5 in 10 min")).toBeVisible();
});

test("a page that slept comes back by itself", async ({ page, stack, tenant }) => {
  await openSession(page, stack, tenant);
  await page.goto("/live");
  await expect(page.getByRole("status").getByText("Live")).toBeVisible();
  const session = await page.context().newCDPSession(page);
  await session.send("Page.setWebLifecycleState", { state: "frozen" });
  await postEvents(
    stack,
    tenant,
    Array.from({ length: 6 }, () => anEvent({ event_type: "error", error_type: "slept" })),
  );
  await new Promise((resolve) => setTimeout(resolve, 4_000));
  await session.send("Page.setWebLifecycleState", { state: "active" });
  await expect(page.getByText("6 in 10 min")).toBeVisible();
  await expect(page.getByRole("status").getByText("Live")).toBeVisible();
});

test("whoever is signed out is told, and finds the same place after signing in", async ({ page, stack, tenant }) => {
  const sockets: (() => Promise<void>)[] = [];
  await page.routeWebSocket(/\/v1\/live/, (socket) => {
    socket.connectToServer();
    sockets.push(() => socket.close({ code: 4401, reason: "show again that you may watch" }));
  });
  await openSession(page, stack, tenant);
  await page.goto("/live?errors_only=true");
  const status = page.getByRole("status");
  await expect(status.getByText("Live")).toBeVisible();
  await postEvents(stack, tenant, [anEvent({ event_type: "error", error_type: "rate_limit" })]);
  const line = page.getByRole("list", { name: /^Event tail/ }).getByText("rate_limit");
  await expect(line).toBeVisible();

  await page.context().clearCookies();
  for (const close of sockets.splice(0)) await close();
  await expect(status.getByText("Signed out")).toBeVisible();
  await expect(line).toBeVisible();
  await page.getByRole("link", { name: "Sign in again" }).click();
  await expect(page).toHaveURL(/\/login\?next=%2Flive%3Ferrors_only%3Dtrue/);
  await openSession(page, stack, tenant);
  await page.goto(new URL(page.url()).searchParams.get("next") ?? "");
  await expect(status.getByText("Live")).toBeVisible();
  await expect(line).toBeVisible();
});

test("a second leads to its sessions, by key as well", async ({ page, stack, tenant }) => {
  await openSession(page, stack, tenant);
  await page.goto("/live");
  await expect(page.getByRole("status").getByText("Live")).toBeVisible();
  await page.getByRole("region", { name: "Last 10 minutes, second by second" }).focus();
  for (let step = 0; step < 5; step++) await page.keyboard.press("ArrowLeft");
  await expect(page.getByText("Click or Enter: its sessions")).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/sessions\?period=custom&from=/);
});
