import { readFile } from "node:fs/promises";
import type { ExportList, ExportSummary } from "../../contract/exports.ts";
import type { UserList } from "../../contract/query-groups.ts";
import { addPerson } from "../helpers/people.ts";
import { anEvent, get, postEvents, until } from "../helpers/stack-client.ts";
import { giveHistory } from "./give-history.ts";
import { expect, expectAccessible, openSession, test } from "./journey.ts";

test("an export is written in the background, and its link works for whoever has it", async ({ page, stack, tenant }) => {
  test.setTimeout(120_000);
  await giveHistory(stack, tenant);
  await openSession(page, stack, tenant);
  await page.goto("/exports?period=7d&agent_id=claude-code");
  await expect(page.getByText("Nothing was exported yet")).toBeVisible({ timeout: 30_000 });
  await page.getByRole("group", { name: "What" }).getByRole("button", { name: "Events" }).click();
  await page.getByRole("group", { name: "Format" }).getByRole("button", { name: "JSON Lines" }).click();
  await page.getByRole("button", { name: "Export", exact: true }).press("Enter");
  const row = page.getByRole("table", { name: "Exports" }).getByRole("row").nth(1);
  await expect(row).toContainText("Events, JSON Lines");
  await expect(row).toContainText("agent_id claude-code");
  await expect(row.getByText("Ready")).toBeVisible({ timeout: 60_000 });
  await expect(row).toContainText("48");
  await expectAccessible(page);

  const link = await row.getByRole("link", { name: "Download" }).getAttribute("href") ?? "";
  const signed = await fetch(new URL(link, page.url()));
  const lines = (await signed.text()).trim().split("\n").map((line) => JSON.parse(line) as { agent_id: string });
  expect([lines.length, new Set(lines.map(({ agent_id: agent }) => agent))]).toEqual([48, new Set(["claude-code"])]);
  const forged = await fetch(new URL(link.replace(/.$/, (last) => (last === "0" ? "1" : "0")), page.url()));
  expect(forged.status).toBeGreaterThanOrEqual(400);

  await row.getByRole("button", { name: "Delete this export" }).click();
  await expect(row.getByText("Given up")).toBeVisible();
  await expect(row.getByRole("link", { name: "Download" })).toHaveCount(0);
});

test("how far an export is, and why one failed, is told", async ({ page, stack, tenant }) => {
  const base: ExportSummary = {
    id: "exp_1",
    source: "sessions",
    format: "csv",
    state: "running",
    region: "eu",
    from: "2026-11-01T00:00:00Z",
    to: "2026-11-08T00:00:00Z",
    filters: {},
    text: null,
    created_by: { id: "usr_1", name: "Ana" },
    created_at: new Date().toISOString(),
    finished_at: null,
    expires_at: new Date(Date.now() + 86_400_000).toISOString(),
    progress: { rows: 400, total_rows: 1_000, bytes: 52_000 },
    error: null,
    download: null,
  };
  let answer: ExportList = { data: [base], next_cursor: null };
  await page.route("**/v1/exports?**", (route) => route.fulfill({ json: answer }));
  await openSession(page, stack, tenant);
  await page.goto("/exports");
  const row = page.getByRole("table", { name: "Exports" }).getByRole("row").nth(1);
  await expect(row).toContainText("400 of 1,000");
  await expect(row.getByRole("progressbar", { name: "Rows written" })).toHaveAttribute("value", "400");
  // The page asks again by itself while something is under way.
  answer = { data: [{ ...base, state: "failed", error: "The files could not be written." }], next_cursor: null };
  await expect(row.getByText("Failed")).toBeVisible();
  await expect(row.getByText("The files could not be written.")).toBeVisible();
  await expectAccessible(page);
});

test("a list is saved whole, beyond the page that is shown, by who may export", async ({ page, stack, tenant }) => {
  test.setTimeout(90_000);
  const people = 40;
  const events = Array.from(
    { length: people },
    (_, i) => anEvent({ user_id: `person-${i}@example.com`, cost_usd: 1, timestamp: Date.now() - 60_000 }),
  );
  expect((await postEvents(stack, tenant, events)).status).toBe(202);
  const cookie = await tenant.signIn();
  const listed = async () => await (await get(stack, "/v1/users?period=24h", cookie)).json() as UserList;
  await until(listed, ({ total_keys: total }) => total === people);
  await openSession(page, stack, tenant);
  await page.goto("/people?period=24h");
  await expect(page.getByText("25 of 40").first()).toBeVisible({ timeout: 30_000 });
  await page.getByRole("button", { name: "Export" }).click();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("menuitem", { name: "CSV, whole list" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("users.csv");
  const lines = (await readFile(await download.path(), "utf8")).trim().split(/\r?\n/);
  expect(lines).toHaveLength(people + 1);

  await page.route("**/v1/users/export?**", (route) =>
    route.fulfill({
      status: 422,
      contentType: "application/problem+json",
      json: { code: "TOO_MUCH", title: "Too much", status: 422, detail: "The list has more than 20,000 rows." },
    }));
  await page.getByRole("button", { name: "Export" }).click();
  await page.getByRole("menuitem", { name: "CSV, whole list" }).click();
  await expect(page.getByRole("alert")).toContainText("more than 20,000 rows");

  const viewer = await addPerson(stack, tenant.orgId, "viewer");
  await page.context().clearCookies();
  await openSession(page, stack, { signIn: () => Promise.resolve(viewer.cookie) });
  await page.goto("/people?period=24h");
  await expect(page.getByText("25 of 40").first()).toBeVisible({ timeout: 30_000 });
  await page.getByRole("button", { name: "Export" }).click();
  await expect(page.getByRole("menuitem", { name: "CSV, as shown" })).toBeVisible();
  await expect(page.getByRole("menuitem", { name: "CSV, whole list" })).toHaveCount(0);
});
