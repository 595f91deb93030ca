import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { headersFor, parseHeaderRules } from "./header-rules.ts";

describe("parseHeaderRules()", () => {
  it("reads the dashboard's own file, and applies it by path", async () => {
    const rules = parseHeaderRules(await readFile("web/public/_headers", "utf8"));
    expect(headersFor(rules, "/live/")).toMatchObject({
      "X-Frame-Options": "DENY",
      "X-Content-Type-Options": "nosniff",
      "Content-Security-Policy": expect.stringContaining("frame-ancestors 'none'"),
    });
    expect(headersFor(rules, "/live/")).not.toHaveProperty("Cache-Control");
    expect(headersFor(rules, "/_astro/a.js")["Cache-Control"]).toContain("immutable");
    expect(headersFor(rules, "/")).not.toHaveProperty("Strict-Transport-Security");
  });
});
