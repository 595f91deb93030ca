import { describe, expect, it } from "vitest";
import { splitStatements } from "./split-statements.ts";

describe("splitStatements()", () => {
  it("splits at semicolons and drops what is empty", () => {
    expect(splitStatements("SELECT 1;\n;  SELECT 2 ; ", "postgres")).toEqual(["SELECT 1", "SELECT 2"]);
  });

  it("keeps semicolons in strings, quoted names and comments", () => {
    const sql = `SELECT 'a;''b', "c;d" -- e; f\n/* g; */ FROM x; SELECT 2`;
    expect(splitStatements(sql, "postgres")).toEqual([
      `SELECT 'a;''b', "c;d" -- e; f\n/* g; */ FROM x`,
      "SELECT 2",
    ]);
  });

  it("answers nothing for comments alone", () => {
    expect(splitStatements("-- one; two\n/* three; */", "clickhouse")).toEqual([]);
  });

  it("keeps dollar-quoted bodies whole", () => {
    const body = "CREATE FUNCTION f() RETURNS int AS $body$ BEGIN; RETURN $1; END $body$ LANGUAGE plpgsql";
    expect(splitStatements(`${body};\nDO $$ BEGIN; END $$`, "postgres")).toEqual([body, "DO $$ BEGIN; END $$"]);
  });

  it("does not take a parameter or a name for a dollar quote", () => {
    expect(splitStatements("SELECT $1; SELECT a$b$c; SELECT 2", "postgres")).toHaveLength(3);
  });

  it("reads backslashes as each dialect does", () => {
    expect(splitStatements(`SELECT 'a\\'; SELECT 'b'`, "postgres")).toHaveLength(2);
    expect(splitStatements(`SELECT 'a\\'; SELECT b'`, "clickhouse")).toHaveLength(1);
    expect(splitStatements(`SELECT E'a\\'; SELECT b'`, "postgres")).toHaveLength(1);
  });

  it("nests block comments for PostgreSQL only", () => {
    expect(splitStatements("/* a /* b */ ; c */ SELECT 1", "postgres")).toHaveLength(1);
    expect(splitStatements("/* a /* b */ SELECT 1; SELECT 2", "clickhouse")).toHaveLength(2);
  });

  it("names what is left open", () => {
    expect(() => splitStatements("SELECT 'a", "postgres")).toThrow(/not closed/);
    expect(() => splitStatements("DO $x$ BEGIN", "postgres")).toThrow(/\$x\$/);
    expect(() => splitStatements("/* a", "postgres")).toThrow(/comment/);
  });
});
