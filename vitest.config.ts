import { cloudflareTest } from "@cloudflare/vitest-plugin";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          include: ["{contract,stores,local,scripts,web/src,workers,tests/helpers}/**/*.test.ts"],
          exclude: ["**/*.workers.test.ts", "**/node_modules/**"],
        },
      },
      {
        plugins: [cloudflareTest({ wrangler: { configPath: "./durable-objects/wrangler.toml" } })],
        test: { name: "live", include: ["durable-objects/**/*.test.ts"] },
      },
    ],
  },
});
