import react from "@astrojs/react";
import tailwindcss from "@tailwindcss/vite";
import { defineConfig } from "astro/config";
import process from "node:process";

process.env["ASTRO_TELEMETRY_DISABLED"] = "1";

const edgeUrl = process.env["FLEETGLASS_EDGE_URL"] ?? "http://127.0.0.1:8787";
const toEdge = { target: edgeUrl, ws: true, xfwd: true };

/** What pages without the frame need as well stays apart from what only views share. */
const EVERYWHERE = {
  name: "everywhere",
  test: /node_modules\/(?:react|clsx)\/|web\/src\/(?:api\/(?:problem|request)|login\/next-path)/,
  priority: 2,
};

/** Small modules that nearly every view has: one file of them packs better than twenty. */
const SHARED = {
  name: "shared",
  test:
    /web\/src\/(?:format\/|filters\/(?:labels|link-to)|shell\/use-|ui\/(?:AgentTile|Figure|Panel|Unpriced|Estimate|Delta))/,
};

export default defineConfig({
  output: "static",
  integrations: [react()],
  devToolbar: { enabled: false },
  // Astro adds the hashes of its own inline scripts; what a meta element cannot say stands in public/_headers.
  security: {
    csp: {
      directives: [
        "default-src 'self'",
        "img-src 'self' data:",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
      ],
    },
  },
  markdown: { syntaxHighlight: false },
  build: { inlineStylesheets: "never" },
  server: { host: "127.0.0.1" },
  vite: {
    plugins: [tailwindcss()],
    // An inlined script would need an exception in the content security policy.
    build: { assetsInlineLimit: 0 },
    environments: {
      client: { build: { rolldownOptions: { output: { codeSplitting: { groups: [EVERYWHERE, SHARED] } } } } },
    },
    server: { proxy: { "/v1": toEdge, "/auth": toEdge, "/health": toEdge, "/docs": toEdge } },
    optimizeDeps: {
      // Named here, or the dev server finds them one by one and reloads the first page.
      include: [
        "react",
        "react/jsx-runtime",
        "react/jsx-dev-runtime",
        "react-dom",
        "react-dom/client",
        "@astrojs/react/client.js",
        "@tanstack/react-query",
        "@tanstack/react-table",
        "clsx",
        "cmdk",
        "lucide-react",
        "radix-ui",
        "uplot",
      ],
    },
  },
});
