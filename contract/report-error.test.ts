import { describe, expect, it } from "vitest";
import { reportError } from "./report-error.ts";

describe("reportError()", () => {
  it("leaves the values of a failed query out of message and stack", () => {
    const error = new Error("Failed query: select 1 where token = $1\nparams: secret-token,ines@kestrel.example");
    const report = JSON.stringify(reportError(error));
    expect(report).toContain("select 1 where token = $1");
    expect(report).toContain("report-error.test");
    expect(report).not.toMatch(/secret-token|kestrel/);
  });

  it("leaves out keys and addresses wherever they stand", () => {
    const error = new Error("fg_eu_7Qm2vX9sKd41TtZpYw0cLr7Qm2vX9sKd of ines@kestrel.example is taken", {
      cause: "Key (email)=(ines@kestrel.example) already exists",
    });
    const report = JSON.stringify(reportError(error));
    expect(report).toContain("[API key] of [e-mail] is taken");
    expect(report).toContain("Key (email)=([e-mail]) already exists");
    expect(report).not.toMatch(/7Qm2vX9s|kestrel/);
  });

  it("names causes, and describes what is no error", () => {
    const error = new Error("outer", { cause: { message: "socket closed" } });
    expect(reportError(error)?.cause?.message).toBe("socket closed");
    expect(reportError(undefined)).toBeUndefined();
  });
});
