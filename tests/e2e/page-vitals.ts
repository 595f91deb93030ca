import type { Page } from "@playwright/test";

/** What a reader feels of a page. */
export interface PageVitals {
  /** When the largest piece of content stood there, in milliseconds since the page was asked for. */
  largestPaintMs: number;
  /** How much of the page moved without being asked to, as browsers score it. */
  layoutShift: number;
}

const OBSERVE = `
  window.pageVitals = { largestPaintMs: 0, layoutShift: 0 };
  new PerformanceObserver((list) => {
    for (const { startTime } of list.getEntries()) window.pageVitals.largestPaintMs = startTime;
  }).observe({ type: "largest-contentful-paint", buffered: true });
  new PerformanceObserver((list) => {
    for (const { value, hadRecentInput } of list.getEntries()) if (!hadRecentInput) window.pageVitals.layoutShift += value;
  }).observe({ type: "layout-shift", buffered: true });
`;

/** Measures every page that is opened from now on. */
export async function measureVitals(page: Page): Promise<void> {
  await page.addInitScript(OBSERVE);
}

/** What was measured of the open page up to now. */
export async function readVitals(page: Page): Promise<PageVitals> {
  return await page.evaluate<PageVitals>("window.pageVitals");
}
