import { describe, expect, it } from "vitest";
import { readAudit } from "./read-audit.ts";

describe("readAudit()", () => {
  it("says which packages have known faults", () => {
    const report = { vulnerabilities: { left: { name: "left", severity: "high", range: "<2.0.0" } } };
    expect(readAudit(JSON.stringify(report))).toEqual({ kind: "found", advisories: ["left <2.0.0: high"] });
    expect(readAudit(JSON.stringify({ vulnerabilities: {} }))).toEqual({ kind: "clean" });
  });

  it("never takes silence for a clean bill, and does not repeat addresses", () => {
    const refused = { message: "405 Method Not Allowed - POST https://registry.example/-/npm/v1/security" };
    expect(readAudit(JSON.stringify(refused))).toEqual({
      kind: "unanswered",
      reason: "the registry answers no audits (405 Method Not Allowed)",
    });
    expect(readAudit(JSON.stringify({ error: { summary: "request failed, ENOTFOUND" } }))).toMatchObject({
      kind: "unanswered",
      reason: "the registry answers no audits (ENOTFOUND)",
    });
    expect(readAudit("npm: not found")).toEqual({ kind: "unanswered", reason: "npm printed no report" });
  });
});
