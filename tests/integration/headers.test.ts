import { describe, expect, inject, it } from "vitest";
import { ask } from "../helpers/ask.ts";

const facts = inject("stack");

describe("answers to browsers", () => {
  it.each([["GET", "/v1/me"], ["GET", "/v1/nothing"], ["POST", "/auth/sign-in/email"], ["GET", "/v1/openapi.json"]])(
    "%s %s can neither run, be framed, nor be read by another site",
    async (method, path) => {
      const { headers } = await ask(facts, method, path, method === "POST" ? { body: {} } : {});
      expect(headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
      expect(headers.get("content-security-policy")).not.toContain("unsafe-inline");
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("cache-control")).not.toBeNull();
      expect(headers.get("access-control-allow-origin")).toBeNull();
    },
  );

  it("let no other site ask with a cookie, not even before it asks", async () => {
    const preflight = await fetch(`${facts.urls.edge}/v1/keys`, {
      method: "OPTIONS",
      headers: { origin: "https://evil.example", "access-control-request-method": "POST" },
    });
    expect(preflight.headers.get("access-control-allow-origin")).toBeNull();
    expect(preflight.headers.get("access-control-allow-credentials")).toBeNull();
    await preflight.body?.cancel();
  });
});
