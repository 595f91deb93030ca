import { startDashboardServer } from "../../local/dashboard-server.ts";
import { findFreePorts } from "../helpers/free-ports.ts";
import { startStoppableProxy, type StoppableProxy } from "../helpers/stoppable-proxy.ts";
import { expect, expectAccessible, expectNoSidewaysScroll, openSession, test as base } from "./journey.ts";

const DIST = new URL("../../web/dist", import.meta.url).pathname;

/** The dashboard with a way to the service that can be cut. */
const test = base.extend<{ cuttable: { url: string; service: StoppableProxy } }>({
  cuttable: async ({ stack }, use) => {
    const edge = new URL(stack.urls.edge);
    const service = await startStoppableProxy({ host: edge.hostname, port: Number(edge.port) });
    const [port = 0] = await findFreePorts(1);
    const server = await startDashboardServer({ dir: DIST, port, edge: { host: "127.0.0.1", port: service.port } });
    await use({ url: `http://localhost:${port}`, service });
    await server.stop();
    await service.stop();
  },
});

/** What stands around every view says so for all of them alike; these ask for different things first. */
const VIEWS = [
  "/",
  "/live",
  "/session?id=some-session",
  "/settings",
] as const;

for (const path of VIEWS) {
  test(`${path} says that the service does not answer, and comes back by a click`, async ({ page, stack, tenant, cuttable: { url, service } }) => {
    await openSession(page, stack, tenant);
    service.cut();
    await page.goto(`${url}${path}`);
    const alert = page.getByRole("alert");
    await expect(alert).toContainText("This page did not load");
    await expectAccessible(page);
    await page.setViewportSize({ width: 360, height: 740 });
    await expectNoSidewaysScroll(page);
    service.mend();
    await alert.getByRole("button", { name: "Retry" }).click();
    await expect(alert).toHaveCount(0);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  });
}

test("system status says what it knows while the service does not answer", async ({ page, stack, tenant, cuttable: { url, service } }) => {
  await openSession(page, stack, tenant);
  service.cut();
  await page.goto(`${url}/status`);
  const failed = (what: string) => page.getByRole("alert").filter({ hasText: `${what} did not load` });
  await expect(failed("System status")).toBeVisible();
  await expect(failed("The history")).toBeVisible();
  service.mend();
  for (const what of ["System status", "The history"]) {
    await failed(what).getByRole("button", { name: "Retry" }).click();
    await expect(failed(what)).toBeHidden();
  }
  await expect(page.getByText("Sign-in and settings").first()).toBeVisible();
});

test("panels of an open page say so one by one when the service goes away, and keep what they had", async ({ page, stack, tenant, cuttable: { url, service } }) => {
  await openSession(page, stack, tenant);
  await page.goto(`${url}/agents`);
  await expect(page.getByText("Nothing has arrived yet")).toBeVisible();
  service.cut();
  await page.getByRole("button", { name: /^Period/ }).click();
  await page.getByRole("button", { name: /Last 30 days/ }).click();
  await expect(page.getByText("Agents did not load").or(page.getByText("Nothing has arrived yet")).first())
    .toBeVisible();
  await expect(page.getByRole("navigation", { name: "Main", exact: true })).toBeVisible();
});

test("a question that is refused says why, and under which number it can be looked up", async ({ page, stack, tenant }) => {
  await openSession(page, stack, tenant);
  await page.goto(`/agents?agent_id=${"a".repeat(300)}`);
  const alert = page.getByRole("alert").filter({ hasText: "Agents did not load" });
  await expect(alert.getByText(/Request/).locator("code")).toHaveText(/^[\w-]{8,}$/);
  await expect(alert.getByRole("button", { name: "Retry" })).toBeVisible();
});
