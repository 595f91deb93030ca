import { until } from "../helpers/stack-client.ts";
import { expect, expectAccessible, expectNoSidewaysScroll, expectNothingCut, openSession, test } from "./journey.ts";
import type { HealthHistory } from "../../contract/health.ts";

test("the status page says how each part is, how it was, and what it is to reach", async ({ page, stack, tenant }) => {
  const readHistory = async () => await (await fetch(`${stack.urls.edge}/health/history`)).json() as HealthHistory;
  await until(readHistory, ({ dependencies }) => dependencies["clickhouse_eu"] !== undefined);
  await openSession(page, stack, tenant);
  await page.goto("/status");
  const parts = page.getByRole("table", { name: "Components" });
  await expect(parts.getByRole("row", { name: /History, EU/ })).toContainText("Works");
  await expect(parts.getByRole("img", { name: /^History, EU: .* checks on \d+ days/ })).toBeVisible();
  const objectives = page.getByRole("table", { name: "Objectives" });
  await expect(objectives.getByRole("row", { name: /Ingest/ })).toContainText("99.9%");
  await expect(objectives.getByRole("row", { name: /Ingest/ })).toContainText(/Met|Missed/);
  await expect(page.getByRole("region", { name: "Incidents" })).toBeVisible();
  await expectAccessible(page);
  await page.emulateMedia({ colorScheme: "dark" });
  await page.setViewportSize({ width: 360, height: 740 });
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
});

test("an incident is told with when it began and how long it lasted, and no history says so", async ({ page, stack, tenant }) => {
  const now = Date.now();
  const at = (minutesAgo: number) => new Date(now - minutesAgo * 60_000).toISOString();
  const real = await (await fetch(`${stack.urls.edge}/health/history`)).json() as HealthHistory;
  let history: HealthHistory = {
    ...real,
    incidents: [
      { dependency: "live_eu", status: "timeout", began_at: at(2), ended_at: null, checks: 2 },
      { dependency: "clickhouse_us", status: "failing", began_at: at(90), ended_at: at(60), checks: 30 },
    ],
  };
  await page.route("**/health/history", (route) => route.fulfill({ json: history }));
  await openSession(page, stack, tenant);
  await page.goto("/status");
  const incidents = page.getByRole("table", { name: "Incidents" });
  await expect(incidents.getByRole("row").nth(1)).toContainText(/Live view, EU.*Lasts.*Did not answer/);
  await expect(incidents.getByRole("row").nth(2)).toContainText(/History, US.*30 m.*Failed/);
  await page.setViewportSize({ width: 360, height: 740 });
  await expect(incidents.getByRole("row").nth(2)).toContainText("Failed");
  await expectNothingCut(page);
  await expectNoSidewaysScroll(page);
  await page.setViewportSize({ width: 1280, height: 800 });
  history = { ...real, first_check_at: null, dependencies: {}, incidents: [] };
  await page.reload();
  await expect(page.getByText("Nothing was checked yet", { exact: true })).toBeVisible();
  await expect(page.getByText("Not checked yet").first()).toBeVisible();
  await page.unroute("**/health/history");
  await page.route("**/health/history", (route) => route.fulfill({ status: 503, body: "{}" }));
  await page.reload();
  await expect(page.getByText("The history did not load")).toBeVisible();
});
