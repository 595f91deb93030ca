import type { DevFacts } from "../../local/dev-facts.ts";
import { anEvent } from "../helpers/stack-client.ts";
import { signIn, type TestTenant } from "../helpers/tenant.ts";
import { giveEvents } from "./give-events.ts";
import { expect, expectAccessible, expectNoSidewaysScroll, expectNothingCut, openSession } from "./journey.ts";
import { seededWith } from "./seeded.ts";

const MINUTE = 60_000;
const SESSION = "views-session-1";

/** One organisation with a session of every kind of event and some more sessions, for all journeys of this file. */
const test = seededWith(giveSessions);

async function giveSessions(stack: DevFacts, tenant: TestTenant): Promise<void> {
  const start = Date.now() - 30 * MINUTE;
  const at = (minutes: number, fields: Parameters<typeof anEvent>[0]) =>
    anEvent({
      session_id: SESSION,
      user_id: "ana@example.com",
      agent_id: "claude-code",
      team: "Payments",
      repo: "payments-api",
      timestamp: start + minutes * MINUTE,
      ...fields,
    });
  const session = [
    at(0, { event_type: "session_start" }),
    at(0.1, { event_type: "user_prompt", metadata: { prompt_length: 412 } }),
    at(0.5, {
      event_type: "llm_request",
      model: "claude-sonnet-4-5",
      provider: "anthropic",
      input_tokens: 400,
      cache_read_tokens: 52_000,
      output_tokens: 1_300,
      cost_usd: 0.05,
      duration_ms: 12_600,
    }),
    at(0.6, { event_type: "tool_decision", tool_name: "Bash", success: false, metadata: { decision: "reject" } }),
    at(1, { event_type: "tool_call", tool_name: "Read", success: true, duration_ms: 120 }),
    at(9, { event_type: "user_prompt", metadata: { prompt_length: 96 } }),
    at(9.2, {
      event_type: "error",
      error_type: "overloaded_error",
      error_message: "Overloaded: try again in 3 s",
      status_code: 529,
    }),
    at(9.4, { event_type: "security_alert", severity: "high", error_message: "Outbound connection was blocked" }),
    at(10, { event_type: "tool_call", tool_name: "Edit", success: false, error_message: "String was not found" }),
    at(11, { event_type: "session_end" }),
  ];
  const others = Array.from({ length: 60 }, (_, i) =>
    at(i / 4, {
      session_id: `views-other-${i}`,
      agent_id: i % 2 === 0 ? "codex-cli" : "gemini-cli",
      user_id: `person-${i % 4}@example.com`,
      team: i % 3 === 0 ? "Search" : "Payments",
      event_type: "llm_request",
      model: i % 2 === 0 ? "gpt-5-codex" : "gemini-2.5-pro",
      input_tokens: 1_000,
      output_tokens: 200,
      duration_ms: 2_000,
    }));
  await giveEvents(stack, tenant, [...session, ...others]);
}

/** Every view, its title and a word that only its content has. */
const VIEWS = [
  ["/sessions?period=24h", "Sessions", "payments-api"],
  [`/session?id=${SESSION}`, "Claude Code", "Turn 2"],
  ["/agents?period=24h", "Agents", "Codex CLI"],
  ["/cost?period=24h", "Models & cost", "gpt-5-codex"],
  ["/tools?period=24h", "Tools", "Read"],
  ["/errors?period=24h", "Errors", "overloaded_error"],
  ["/security?period=24h", "Security", "Outbound connection"],
  ["/people?period=24h", "People & teams", "person-1"],
  ["/ingestion", "Ingestion health", "Who stopped sending"],
  ["/exports", "Exports", "New export"],
  ["/settings", "Organisation", "Time zone"],
  ["/settings?part=usage", "Plan and usage", "Peak"],
  ["/settings?part=members", "Members", "Invite somebody"],
  ["/settings?part=teams", "Teams", "No teams yet"],
  ["/settings?part=roles", "Roles", "The four roles"],
  ["/settings?part=keys", "API keys", "send events"],
  ["/settings?part=prices", "Prices", "List prices"],
  ["/settings?part=privacy", "Content and privacy", "Keep content"],
  ["/settings?part=data", "Retention and residency", "Moving to another residency"],
  ["/settings?part=sso", "Single sign-on", "Add provider"],
  ["/settings?part=account", "Your sign-in", "Passkeys"],
  ["/audit", "Audit log", "session.opened"],
  ["/status", "System status", "Everything answers"],
  ["/components", "Components", "Reconnecting"],
] as const;

for (const [path, title, word] of VIEWS) {
  test(`${path} shows what it is about, to everybody, on a phone too`, async ({ page, stack, seeded }) => {
    await openSession(page, stack, seeded);
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
    await expect(page.getByText(word).first()).toBeVisible();
    // The page of components shows a failure on purpose.
    if (path !== "/components") await expect(page.getByText("did not load")).toHaveCount(0);
    await expectAccessible(page);
    await page.emulateMedia({ colorScheme: "dark" });
    await page.setViewportSize({ width: 360, height: 740 });
    await expectNoSidewaysScroll(page);
    await expectNothingCut(page);
    await expectAccessible(page);
  });
}

test("an agent leads to its sessions, a session to its events, and the address says which", async ({ page, stack, seeded }) => {
  await openSession(page, stack, seeded);
  await page.goto("/agents?period=24h");
  await page.getByRole("link", { name: /Claude Code/ }).click();
  await expect(page).toHaveURL(/\/sessions\?period=24h&agent_id=claude-code/);
  await page.getByRole("link", { name: /Claude Code/ }).first().click();
  await expect(page).toHaveURL(new RegExp(`id=${SESSION}`));
  await page.getByRole("button", { name: /claude-sonnet-4-5/ }).click();
  await expect(page.getByRole("region", { name: "Event", exact: true })).toContainText("52,000");
  await expect(page).toHaveURL(/event=/);
  await page.reload();
  await expect(page.getByRole("region", { name: "Event", exact: true })).toContainText("reported by the client");
});

test("on a phone an event's details lie over its session, and Escape puts them away", async ({ page, stack, seeded }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await openSession(page, stack, seeded);
  await page.goto(`/session?id=${SESSION}`);
  await page.getByRole("button", { name: /claude-sonnet-4-5/ }).click();
  const details = page.getByRole("region", { name: "Event", exact: true });
  await expect(details.getByRole("button", { name: "Close" })).toBeInViewport();
  await expect(page.getByRole("button", { name: /claude-sonnet-4-5/ })).toBeInViewport();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(details).toHaveCount(0);
  await expect(page).not.toHaveURL(/event=/);
});

test("a waterfall is zoomed by button, keys, handles and wheel, and shows what lies in there", async ({ page, stack, seeded }) => {
  await openSession(page, stack, seeded);
  await page.goto(`/session?id=${SESSION}`);
  const waterfall = page.getByRole("region", { name: "Waterfall" });
  await expect(waterfall).toContainText("10 events");
  const [from, to] = await Promise.all([
    waterfall.getByRole("slider", { name: "Waterfall from" }).boundingBox(),
    waterfall.getByRole("slider", { name: "Waterfall to" }).boundingBox(),
  ]);
  if (from === null || to === null) throw new Error("no handles");
  await page.mouse.move(from.x + 4, from.y + 8);
  await page.mouse.down();
  await page.mouse.move(from.x + (to.x - from.x) * 0.4, from.y + 8, { steps: 4 });
  await page.mouse.up();
  await expect(waterfall).not.toContainText("claude-sonnet-4-5");
  await expect(waterfall).toContainText("overloaded_error");
  await expectAccessible(page);
  await waterfall.getByRole("button", { name: "Whole session" }).click();
  await expect(waterfall).not.toContainText("of 10 events");
  await waterfall.getByRole("button", { name: "Zoom in" }).click();
  await waterfall.getByRole("button", { name: "Zoom in" }).click();
  await expect(waterfall).toContainText("of 10 events");
  await page.getByRole("button", { name: /Turn/ }).first().focus();
  await page.keyboard.press("0");
  await expect(waterfall).not.toContainText("of 10 events");
  await page.getByRole("list", { name: "Events by time" }).hover();
  await page.keyboard.down("Control");
  await page.mouse.wheel(0, -600);
  await page.keyboard.up("Control");
  await expect(waterfall).toContainText("of 10 events");
});

test("views are reached by the keyboard, and help says how", async ({ page, stack, seeded }) => {
  await openSession(page, stack, seeded);
  await page.goto("/sessions?period=24h");
  await expect(page.getByText("payments-api").first()).toBeVisible();
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/session\?id=/);
  await expect(page.getByText("Cumulative cost")).toBeVisible();
  await page.keyboard.press("g");
  await page.keyboard.press("e");
  await expect(page).toHaveURL(/\/errors/);
  await expect(page.getByText("overloaded_error").first()).toBeVisible();
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();
});

test("what a view shows can be saved", async ({ page, stack, seeded }) => {
  await openSession(page, stack, seeded);
  await page.goto("/sessions?period=24h&agent_id=claude-code");
  await expect(page.getByText("payments-api").first()).toBeVisible();
  await page.getByRole("button", { name: "Export" }).click();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("menuitem", { name: "CSV, as shown" }).click(),
  ]);
  const lines = (await (await download.createReadStream()).toArray()).join("").trim().split("\r\n");
  expect(download.suggestedFilename()).toBe("sessions.csv");
  expect(lines).toHaveLength(2);
  expect(lines[1]).toContain(SESSION);
});

test("an API key is made, shown once, and revoked by its name", async ({ page, stack, seeded }) => {
  await openSession(page, stack, seeded);
  await page.goto("/settings?part=keys");
  await page.getByRole("button", { name: "New key" }).click();
  await page.getByLabel("Name").fill("journey");
  await page.getByRole("button", { name: "Create key" }).click();
  await expect(page.getByText("Copy the key now")).toBeVisible();
  expect(await page.locator("pre").innerText()).toMatch(/^fg_eu_/);
  await page.getByRole("button", { name: "Done" }).click();
  await page.getByRole("button", { name: "Revoke journey" }).click();
  const revoke = page.getByRole("button", { name: "Revoke key" });
  await expect(revoke).toBeDisabled();
  await page.getByLabel("Type journey to confirm").fill("journey");
  await revoke.click();
  await expect(page.getByRole("row", { name: /journey/ })).toContainText("Revoked");
});

test("a viewer sees everything and is offered no change", async ({ page, stack }) => {
  const organization = stack.organizations.find(({ logins }) => logins.some(({ role }) => role === "viewer"));
  const viewer = organization?.logins.find(({ role }) => role === "viewer");
  if (viewer === undefined) throw new Error("no demo viewer");
  await openSession(page, stack, { signIn: () => signIn(stack, viewer.email, viewer.password) });
  await page.goto("/settings?part=keys");
  await expect(page.getByText("Demo fleet")).toBeVisible();
  await expect(page.getByRole("button", { name: "New key" })).toHaveCount(0);
  await page.goto("/audit");
  await expect(page.getByText("You cannot see audit log")).toBeVisible();
});
