import { LOADED_WHEN_IDLE, ROUTE_BUDGETS } from "../../web/scripts/route-budgets.ts";
import { weighRoutes } from "../../web/scripts/weigh-routes.ts";
import { giveHistory } from "./give-history.ts";
import { expect, openSession } from "./journey.ts";
import { measureVitals, readVitals } from "./page-vitals.ts";
import { seededWith } from "./seeded.ts";

const DIST = new URL("../../web/dist", import.meta.url).pathname;
/** What the largest paint is to stay under on an idle machine: told, because a busy one says nothing about the page. */
const LARGEST_PAINT_GOAL_MS = 1_200;
/** Beyond this a page is broken on any machine. */
const LARGEST_PAINT_LIMIT_MS = 6_000;
const LAYOUT_SHIFT = 0.02;
const LOADS = 3;

const test = seededWith(giveHistory);

test("no route loads more JavaScript than its budget", async () => {
  const weights = await weighRoutes(DIST, LOADED_WHEN_IDLE);
  expect(weights.map(({ route }) => route).sort()).toEqual(Object.keys(ROUTE_BUDGETS).sort());
  for (const { route, bytes } of weights) {
    expect.soft(bytes, `${route}, in bytes of gzipped JavaScript`).toBeLessThanOrEqual(ROUTE_BUDGETS[route] ?? 0);
  }
});

/** The views that carry most, and what is there once they are drawn. */
const VIEWS = [
  ["/?period=7d", "Codex CLI"],
  ["/cost?period=7d", "gpt-5-codex"],
  ["/agents?period=7d", "Codex CLI"],
  ["/sessions?period=7d", "Codex CLI"],
] as const;

for (const [path, word] of VIEWS) {
  test(`${path} stands and does not move, and how soon is told`, async ({ page, stack, seeded }) => {
    test.setTimeout(150_000);
    await openSession(page, stack, seeded);
    await measureVitals(page);
    const paints: number[] = [];
    const shifts: number[] = [];
    while (paints.length < LOADS) {
      await page.goto(path);
      await expect(page.getByText(word).first()).toBeVisible();
      await page.waitForLoadState("networkidle");
      const { largestPaintMs, layoutShift } = await readVitals(page);
      paints.push(largestPaintMs);
      shifts.push(layoutShift);
    }
    const best = Math.min(...paints);
    const told = `${path}: largest paint after ${paints.map(Math.round).join(", ")} ms, goal ${LARGEST_PAINT_GOAL_MS}`;
    console.log(`${told}; layout shift ${Math.max(...shifts).toFixed(3)}, limit ${LAYOUT_SHIFT}`);
    expect(best).toBeGreaterThan(0);
    expect(best, told).toBeLessThan(LARGEST_PAINT_LIMIT_MS);
    expect(Math.max(...shifts)).toBeLessThanOrEqual(LAYOUT_SHIFT);
  });
}

test("the overview asks four questions, also when all of it has been seen", async ({ page, stack, seeded }) => {
  await openSession(page, stack, seeded);
  const asked: string[] = [];
  page.on("request", (request) => {
    const { pathname } = new URL(request.url());
    if (pathname.startsWith("/v1/") && request.method() === "GET") asked.push(pathname);
  });
  await page.goto("/?period=7d");
  await page.getByRole("heading", { name: "Budget and quota" }).scrollIntoViewIfNeeded();
  await expect(page.getByText("Codex CLI").first()).toBeVisible();
  await page.waitForLoadState("networkidle");
  // Who is signed in and what of the quota is used belong to the frame around every view.
  expect(asked.filter((path) => !["/v1/me", "/v1/usage"].includes(path)).sort()).toEqual([
    "/v1/errors",
    "/v1/metrics/breakdowns",
    "/v1/metrics/overview",
    "/v1/metrics/timeseries",
  ]);
});
