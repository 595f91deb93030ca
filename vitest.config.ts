import { cloudflareTest } from "@cloudflare/vitest-plugin";
import { defineConfig } from "vitest/config";

const OUTSIDE = ["**/node_modules/**", "**/dist/**", "**/.fleetglass/**"];

const ATTACKS = {
  include: ["tests/attacks/**/*.test.ts"],
  exclude: OUTSIDE,
  globalSetup: "./tests/helpers/provide-stack.ts",
  testTimeout: 120_000,
  hookTimeout: 120_000,
  fileParallelism: false,
};

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          include: ["{contract,stores,local,scripts,sdk,web,workers,tests}/**/*.test.ts"],
          exclude: [...OUTSIDE, "**/*.workers.test.ts", "tests/integration/**", "tests/attacks/**", "tests/sdk/**"],
          // Ends what hangs; how quick a machine is, is no test's matter.
          testTimeout: 60_000,
          // One process for many files: a new one for each took longer than its tests.
          isolate: false,
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
        test: { name: "edge", include: ["workers/edge/**/*.workers.test.ts"], testTimeout: 30_000 },
      },
      {
        plugins: [cloudflareTest({ wrangler: { configPath: "./durable-objects/wrangler.toml" } })],
        test: { name: "live", include: ["durable-objects/**/*.test.ts"], testTimeout: 30_000 },
      },
      {
        // The SDK as it is published, in every runtime that is found here.
        test: {
          name: "sdk",
          include: ["tests/sdk/**/*.test.ts"],
          exclude: OUTSIDE,
          globalSetup: "./tests/sdk/provide-package.ts",
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
      // Every route with everything hostile takes many minutes, so it is asked for by name, some of it as a sample.
      { test: { name: "attacks", ...ATTACKS } },
      { test: { name: "attacks-sample", ...ATTACKS, env: { FLEETGLASS_ATTACKS: "sample" } } },
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
