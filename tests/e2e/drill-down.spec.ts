import type { Locator, Page } from "@playwright/test";
import { anEvent } from "../helpers/stack-client.ts";
import { giveEvents } from "./give-events.ts";
import { expect, expectAccessible, openSession } from "./journey.ts";
import { seededWith } from "./seeded.ts";

const MINUTE = 60_000;
const NOW = Date.now();

/** One session with something of every kind that a view is about, twenty minutes ago. */
const test = seededWith(async (stack, tenant) => {
  const at = (minutesAgo: number, fields: Parameters<typeof anEvent>[0]) =>
    anEvent({
      session_id: "drilled-into",
      user_id: "ana@example.com",
      agent_id: "claude-code",
      team: "Payments",
      timestamp: NOW - minutesAgo * MINUTE,
      ...fields,
    });
  await giveEvents(stack, tenant, [
    at(20, { event_type: "session_start" }),
    at(19, {
      event_type: "llm_request",
      model: "claude-sonnet-4-5",
      input_tokens: 400,
      cost_usd: 2,
      duration_ms: 900,
    }),
    at(18, { event_type: "tool_call", tool_name: "Bash", success: true, duration_ms: 120 }),
    at(17, { event_type: "error", error_type: "overloaded_error", error_message: "Overloaded" }),
    at(16, { event_type: "security_alert", severity: "high", error_message: "Outbound connection was blocked" }),
    at(15, { event_type: "session_end" }),
  ]);
});

/** Views with a chart, where a click into it leads, and what stands there. */
const CHARTS = [
  ["/?period=7d&interval=1d", "/sessions", "Claude Code"],
  ["/?period=7d&interval=1d&metric=errors", "/errors", "overloaded_error"],
  ["/agents?period=7d&interval=1d", "/sessions", "Claude Code"],
  ["/cost?period=7d&interval=1d", "/sessions", "Claude Code"],
  ["/tools?period=7d&interval=1d", "/sessions", "Claude Code"],
  ["/errors?period=7d&interval=1d", "/errors", "overloaded_error"],
  ["/security?period=7d&interval=1d", "/sessions", "Claude Code"],
  ["/people?period=7d&interval=1d", "/sessions", "Claude Code"],
] as const;

for (const [from, to, word] of CHARTS) {
  test(`${from}: a bucket of the chart opens the rows behind it, by keyboard`, async ({ page, stack, seeded }) => {
    test.setTimeout(90_000);
    await openSession(page, stack, seeded);
    // Days: whenever this runs, the last one or the one before has the session.
    await page.goto(from);
    const chart = page.locator("[aria-roledescription=chart]").first();
    await chart.focus();
    const day = new Date(NOW - 17 * MINUTE).getUTCDate() === new Date().getUTCDate() ? 0 : 1;
    await page.keyboard.press("End");
    for (let i = 0; i < day; i++) await page.keyboard.press("ArrowLeft");
    await expect(chart.getByText(to === "/errors" ? "Click to open these errors" : "Click to open these sessions"))
      .toBeVisible();
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(new RegExp(`${to}\\?.*period=custom&from=.*T00:00:00`));
    await expect(page.getByText(word).first()).toBeVisible({ timeout: 30_000 });
  });
}

test("a tile leads to a chart, a chart to sessions, a session to its events", async ({ page, stack, seeded }) => {
  test.setTimeout(90_000);
  await openSession(page, stack, seeded);
  await page.goto("/?period=24h");
  const chart = page.getByRole("tabpanel").locator("[aria-roledescription=chart]");
  await expect(chart).toBeVisible({ timeout: 30_000 });
  await page.getByRole("tab", { name: /cost/i }).click();
  await expect(chart).toHaveAttribute("aria-label", /Cost/i, { timeout: 30_000 });
  const box = await chart.boundingBox();
  if (box === null) throw new Error("no chart");
  await page.mouse.move(box.x + box.width - 20, box.y + box.height / 2);
  await expect(chart.getByText("Click to open these sessions")).toBeVisible();
  await expectAccessible(page);
  await page.goto("/cost?period=24h");
  await page.getByRole("table", { name: "Cost by model" }).getByRole("link", { name: "claude-sonnet-4-5" }).click();
  await expect(page).toHaveURL(/\/sessions\?period=24h&model=claude-sonnet-4-5/);
  await page.getByRole("link", { name: /Claude Code/ }).first().click();
  await expect(page).toHaveURL(/\/session\?id=drilled-into/);
  await page.getByRole("button", { name: /claude-sonnet-4-5/ }).click();
  await expect(page.getByRole("region", { name: "Event", exact: true })).toContainText("400");
});

test("cost by model opens the sessions of a bar, and of a model", async ({ page, stack, seeded }) => {
  test.setTimeout(90_000);
  await openSession(page, stack, seeded);
  await page.goto("/?period=7d");
  const panel = page.getByRole("region", { name: "Cost by model" });
  const chart = panel.locator("[aria-roledescription=chart]");
  await chart.focus();
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/sessions\?period=custom&from=/);
  await page.goBack();
  await panel.getByRole("link", { name: "claude-sonnet-4-5" }).click();
  await expect(page).toHaveURL(/\/sessions\?model=claude-sonnet-4-5/);
  await expect(page.getByRole("link", { name: /Claude Code/ }).first()).toBeVisible({ timeout: 30_000 });
});

const FOCUS = `(() => {
  const at = document.activeElement;
  const isDrawn = (style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
  const { top, bottom } = at.getBoundingClientRect();
  return {
    isRinged: isDrawn(getComputedStyle(at)) || isDrawn(getComputedStyle(at, "::after")),
    isInView: bottom > 0 && top < innerHeight,
  };
})()`;

/** Goes on by Tab until something has the focus, which is to be seen all the way. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible({ timeout: 30_000 });
  for (let presses = 0; presses < 80; presses++) {
    await page.keyboard.press("Tab");
    expect(await page.evaluate(FOCUS)).toEqual({ isRinged: true, isInView: true });
    if (await target.evaluate((element) => element.matches(":focus"))) return;
  }
  throw new Error("Tab does not get there");
}

test("without a mouse, a tile leads to a chart, a model to its sessions, a session to an event and back", async ({ page, stack, seeded }) => {
  test.setTimeout(90_000);
  await openSession(page, stack, seeded);
  await page.goto("/?period=24h");
  const chart = page.getByRole("tabpanel").locator("[aria-roledescription=chart]");
  await expect(chart).toBeVisible({ timeout: 30_000 });
  await tabTo(page, page.getByRole("tab", { selected: true }));
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("tab", { name: /cost/i })).toBeFocused();
  await expect(chart).toHaveAttribute("aria-label", /Cost/i, { timeout: 30_000 });
  await tabTo(page, chart);
  await page.keyboard.press("End");
  await expect(chart.getByText(/Click to open/)).toBeVisible();
  await tabTo(
    page,
    page.getByRole("region", { name: "Cost by model" }).getByRole("link", { name: "claude-sonnet-4-5" }),
  );
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/sessions\?period=24h.*&model=claude-sonnet-4-5/);
  await tabTo(page, page.getByRole("link", { name: /Claude Code/ }).first());
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/session\?id=drilled-into/);
  const request = page.getByRole("button", { name: /claude-sonnet-4-5/ });
  await tabTo(page, request);
  await page.keyboard.press("Enter");
  const details = page.getByRole("region", { name: "Event", exact: true });
  await expect(details).toContainText("400");
  await page.keyboard.press("Escape");
  await expect(details).toHaveCount(0);
  await expect(request).toBeFocused();
});

test("what opens over a view closes by Escape, and gives the focus back", async ({ page, stack, seeded }) => {
  await openSession(page, stack, seeded);
  await page.goto("/?period=24h");
  await expect(page.getByRole("tab", { selected: true })).toBeVisible({ timeout: 30_000 });
  for (
    const name of [/^Period:/, /^Filter/, /^Export/, /^Split by/, /^Account of/, /^Switch organisation/, /^Search/]
  ) {
    const opener = page.getByRole("button", { name });
    await opener.focus();
    await page.keyboard.press("Enter");
    const opened = page.locator("dialog[open], [role=dialog], [role=menu], [role=listbox]").first();
    await expect(opened).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(opened).toHaveCount(0);
    await expect(opener).toBeFocused();
  }
});
