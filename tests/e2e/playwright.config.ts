import { defineConfig } from "@playwright/test";
import { readStack } from "./stack.ts";

const { urls } = await readStack();

export default defineConfig({
  testDir: ".",
  outputDir: "../../test-results",
  // Files beside each other: one of them waits for the stack most of the time.
  workers: 2,
  retries: 0,
  timeout: 45_000,
  expect: { timeout: 10_000 },
  reporter: [["list"], ["json"]],
  use: {
    baseURL: urls.dashboard,
    screenshot: "only-on-failure",
    timezoneId: "Europe/Berlin",
    locale: "en-GB",
    viewport: { width: 1440, height: 900 },
    launchOptions: {
      executablePath: process.env.FLEETGLASS_CHROMIUM,
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
});
