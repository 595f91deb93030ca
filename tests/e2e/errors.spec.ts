import type { ErrorListName } from "../../contract/error-state.ts";
import type { ErrorList } from "../../contract/query-errors.ts";
import type { DevFacts } from "../../local/dev-facts.ts";
import { addPerson } from "../helpers/people.ts";
import { anEvent, get, postEvents, until } from "../helpers/stack-client.ts";
import type { TestTenant } from "../helpers/tenant.ts";
import { expect, expectAccessible, openSession, test } from "./journey.ts";

const MINUTE = 60_000;

/** Waits until the service lists so many errors in a state. */
async function untilListed(stack: DevFacts, tenant: TestTenant, state: ErrorListName, many: number): Promise<void> {
  const cookie = await tenant.signIn();
  const list = async () => await (await get(stack, `/v1/errors?period=1h&state=${state}`, cookie)).json() as ErrorList;
  await until(list, ({ data }) => data.length === many);
}

test("an error is muted and resolved from its row, regresses when it happens again, and can be reopened", async ({ page, stack, tenant }) => {
  const failed = (error_type: string, agoMs: number) =>
    anEvent({ event_type: "error", error_type, error_message: `${error_type} it was`, timestamp: Date.now() - agoMs });
  const events = [failed("TimeoutError", MINUTE), failed("DiskFull", MINUTE)];
  expect((await postEvents(stack, tenant, events)).status).toBe(202);
  test.setTimeout(120_000);
  await openSession(page, stack, tenant);
  const table = page.getByRole("table", { name: "Errors" });
  const tab = (name: string) => page.getByRole("tab", { name });
  await untilListed(stack, tenant, "open", 2);
  await page.goto("/errors?period=1h");
  await expect(table.getByRole("row")).toHaveCount(3);

  await table.getByRole("button", { name: /TimeoutError/ }).press("Enter");
  await page.getByRole("button", { name: "Mute" }).press("Enter");
  await expect(table.getByText("TimeoutError")).toHaveCount(0);
  await expect(tab("Open 1")).toBeVisible();
  await tab("Muted 1").click();
  await expect(table.getByRole("row", { name: /TimeoutError.*Muted/ })).toBeVisible();
  await expect(page).toHaveURL(/show=muted/);
  await expectAccessible(page);

  await tab("Open 1").click();
  await table.getByRole("button", { name: /DiskFull/ }).click();
  await page.getByRole("button", { name: "Resolve" }).click();
  await expect(page.getByText("No open errors")).toBeVisible();
  expect((await postEvents(stack, tenant, [failed("DiskFull", 0)])).status).toBe(202);
  await untilListed(stack, tenant, "regressed", 1);
  await page.goto("/errors?period=1h&show=regressed");
  await expect(table.getByRole("row", { name: /DiskFull.*Regressed/ })).toBeVisible();

  await table.getByRole("button", { name: /DiskFull/ }).click();
  await page.getByRole("button", { name: "Mute" }).click();
  await expect(table.getByText("DiskFull")).toHaveCount(0);
  await page.goto("/errors?period=1h&show=all");
  await table.getByRole("button", { name: /DiskFull/ }).click();
  await page.getByRole("button", { name: "Reopen" }).click();
  await expect(tab("Open 1")).toBeVisible();
});

test("errors are found by what they say, and counted by another column that leads back to them", async ({ page, stack, tenant }) => {
  const failed = (agent_id: string, error_message: string) =>
    anEvent({ event_type: "error", agent_id, error_type: "Oops", error_message, timestamp: Date.now() - MINUTE });
  const events = [
    failed("codex-cli", "disk is full"),
    failed("claude-code", "line is dead"),
    failed("claude-code", "out"),
  ];
  expect((await postEvents(stack, tenant, events)).status).toBe(202);
  test.setTimeout(120_000);
  const viewer = await addPerson(stack, tenant.orgId, "viewer");
  await openSession(page, stack, { signIn: () => Promise.resolve(viewer.cookie) });
  const rows = page.getByRole("table", { name: /^Errors/ }).getByRole("row");
  await untilListed(stack, tenant, "open", 3);
  await page.goto("/errors?period=1h");
  await expect(rows).toHaveCount(4);
  await page.keyboard.press("/");
  await page.keyboard.type("DEAD");
  await page.keyboard.press("Enter");
  await expect(rows).toHaveCount(2);
  await expect(page).toHaveURL(/q=DEAD/);
  await rows.last().getByRole("button").click();
  await expect(page.getByRole("link", { name: "Open 1 session" })).toBeVisible();
  // Who watches does not decide.
  await expect(page.getByRole("button", { name: "Mute" })).toHaveCount(0);

  await page.goto("/errors?period=1h");
  await page.getByRole("button", { name: "Group by Fingerprint" }).click();
  await page.getByRole("menuitemradio", { name: "Agent" }).click();
  const claude = page.getByRole("table", { name: "Errors by agent" }).getByRole("row", { name: /Claude Code/ });
  await expect(claude).toContainText("66.7%");
  await expectAccessible(page);
  await claude.getByRole("link").click();
  await expect(page).toHaveURL(/agent_id=claude-code/);
  await expect(rows).toHaveCount(3);
});

test("the overview tells what failed last and nobody has seen to, and leads to it", async ({ page, stack, tenant }) => {
  const failed = (error_type: string, agoMs: number) =>
    anEvent({
      event_type: "error",
      error_type,
      error_message: `${error_type} it was`,
      agent_id: "codex-cli",
      timestamp: Date.now() - agoMs,
    });
  expect((await postEvents(stack, tenant, [failed("DiskFull", 5 * MINUTE), failed("RateLimited", MINUTE)])).status)
    .toBe(202);
  await untilListed(stack, tenant, "open", 2);
  await openSession(page, stack, tenant);
  await page.goto("/?period=24h");
  const panel = page.getByRole("region", { name: "Recent errors" });
  await expect(panel).toContainText("2 open, 2 new");
  await expect(panel.getByRole("listitem").first()).toContainText("RateLimited");
  await expect(panel.getByRole("listitem").first()).toContainText("Codex CLI: RateLimited it was");
  await panel.getByRole("link", { name: /DiskFull/ }).focus();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/errors\?period=24h&fingerprint=/);
  const table = page.getByRole("table", { name: "Errors" });
  await table.getByRole("button", { name: /DiskFull/ }).click();
  await page.getByRole("button", { name: "Resolve" }).click();
  await expect(page.getByText("No open errors")).toBeVisible();
  await page.goto("/?period=24h");
  await expect(panel.getByRole("listitem")).toHaveCount(1);
  await expectAccessible(page);
});
