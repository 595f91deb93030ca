import { describe, expect, it } from "vitest";
import { renderBegin } from "./neon-sql.ts";

describe("renderBegin()", () => {
  it("opens a plain transaction without headers", () => {
    expect(renderBegin({})).toBe("BEGIN");
  });

  it("carries isolation, read-only and deferrable over", () => {
    const headers = {
      "neon-batch-isolation-level": "Serializable",
      "neon-batch-read-only": "true",
      "neon-batch-deferrable": "true",
    };
    expect(renderBegin(headers)).toBe("BEGIN ISOLATION LEVEL SERIALIZABLE, READ ONLY, DEFERRABLE");
  });

  it("leaves out what is switched off", () => {
    expect(renderBegin({ "neon-batch-read-only": "false" })).toBe("BEGIN");
  });

  it("refuses an isolation level it does not know", () => {
    expect(() => renderBegin({ "neon-batch-isolation-level": "x; DROP TABLE users" })).toThrow(/isolation/);
  });
});
