import { describe, expect, it } from "vitest";
import { csvLine } from "./csv-line.ts";

describe("csvLine()", () => {
  it("quotes what would break the line, and leaves the rest", () => {
    expect(csvLine(["plain", null, 'say "hi"', "a,b", "two\nlines"])).toBe(
      'plain,,"say ""hi""","a,b","two\nlines"\r\n',
    );
  });

  it.each(["=1+1", "+1", "-1", "@cmd", "\t=1", "\r=1"])("makes no formula of %j", (text) => {
    expect(csvLine([text]).replace(/^"/, "")).toMatch(/^'/);
  });
});
