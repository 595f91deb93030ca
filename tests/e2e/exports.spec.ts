import type { ExportList, ExportSummary } from "../../contract/exports.ts";
import { giveHistory } from "./give-history.ts";
import { expect, expectAccessible, openSession, test } from "./journey.ts";

test("an export is written in the background, and its link works for whoever has it", async ({ page, stack, tenant }) => {
  test.setTimeout(120_000);
  await giveHistory(stack, tenant);
  await openSession(page, stack, tenant);
  await page.goto("/exports?period=7d&agent_id=claude-code");
  await expect(page.getByText("Nothing was exported yet")).toBeVisible();
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
