import { describe, expect, it } from "vitest";
import { writeCsv, writeJson } from "./write-csv.ts";

const table = { columns: ["name", "cost_usd"], rows: [['a, "b"', 1.5], ["=1+1", -2], ["two\nlines", null]] };

describe("writeCsv()", () => {
  it("quotes what has to be, keeps numbers, and leaves nothing that a spreadsheet would run", () => {
    expect(writeCsv(table)).toBe('name,cost_usd\r\n"a, ""b""",1.5\r\n\'=1+1,-2\r\n"two\nlines",\r\n');
  });

  it.each(["=x", "+x", "-x", "@x", "\tx"])("puts an apostrophe before %j", (text) => {
    expect(writeCsv({ columns: ["a"], rows: [[text]] })).toBe(`a\r\n'${text}\r\n`);
  });
});

describe("writeJson()", () => {
  it("names every value and writes a missing one as null", () => {
    expect(JSON.parse(writeJson(table))[2]).toEqual({ name: "two\nlines", cost_usd: null });
  });
});
