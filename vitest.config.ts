import { cloudflareTest } from "@cloudflare/vitest-plugin";
import { defineConfig } from "vitest/config";

const OUTSIDE = ["**/node_modules/**", "**/dist/**", "**/.fleetglass/**"];

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          include: ["{contract,stores,local,scripts,web,workers,tests}/**/*.test.ts"],
          exclude: [...OUTSIDE, "**/*.workers.test.ts", "tests/integration/**"],
        },
      },
      {
        plugins: [
          cloudflareTest({
            main: "./workers/edge/index.ts",
            miniflare: {
              compatibilityDate: "2026-09-15",
              compatibilityFlags: ["nodejs_compat"],
              kvNamespaces: ["KEY_VERDICTS"],
            },
          }),
        ],
        test: { name: "edge", include: ["workers/edge/**/*.workers.test.ts"] },
      },
      {
        plugins: [cloudflareTest({ wrangler: { configPath: "./durable-objects/wrangler.toml" } })],
        test: { name: "live", include: ["durable-objects/**/*.test.ts"] },
      },
      {
        test: {
          name: "integration",
          include: ["tests/integration/**/*.test.ts"],
          exclude: OUTSIDE,
          globalSetup: "./tests/helpers/provide-stack.ts",
          testTimeout: 30_000,
          hookTimeout: 60_000,
          // The files share one stack and two cores.
          fileParallelism: false,
        },
      },
    ],
  },
});
