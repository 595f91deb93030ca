import { describe, expect, it } from "vitest";
import { parseMigration } from "./parse-migration.ts";

const CONTENT =
  "-- Why.\n-- migrate:up\nCREATE TABLE a (b int);\nCREATE TABLE c (d int);\n\n-- migrate:down\nDROP TABLE c;\n";

describe("parseMigration()", () => {
  it("reads number, name and both parts", () => {
    expect(parseMigration("0012_create_a.sql", CONTENT, "postgres")).toMatchObject({
      id: "0012",
      name: "create_a",
      up: ["CREATE TABLE a (b int)", "CREATE TABLE c (d int)"],
      down: ["DROP TABLE c"],
    });
  });

  it("gives the same checksum whatever the line endings, and another for another comment", () => {
    const checksum = (content: string) => parseMigration("0001_a.sql", content, "postgres").checksum;
    expect(checksum(CONTENT.replaceAll("\n", "\r\n"))).toBe(checksum(CONTENT));
    expect(checksum(CONTENT.replace("Why", "How"))).not.toBe(checksum(CONTENT));
  });

  it("refuses other file names", () => {
    expect(() => parseMigration("1_a.sql", CONTENT, "postgres")).toThrow(/NNNN_verb_noun/);
    expect(() => parseMigration("0001_Create.sql", CONTENT, "postgres")).toThrow(/NNNN_verb_noun/);
  });

  it("refuses a file whose markers are missing, doubled or turned round", () => {
    expect(() => parseMigration("0001_a.sql", "CREATE TABLE a (b int)", "postgres")).toThrow(/migrate:up/);
    expect(() => parseMigration("0001_a.sql", CONTENT + CONTENT, "postgres")).toThrow(/migrate:up/);
    const turned = "-- migrate:down\nDROP TABLE a;\n-- migrate:up\nCREATE TABLE a (b int);\n";
    expect(() => parseMigration("0001_a.sql", turned, "postgres")).toThrow(/migrate:up/);
  });

  it("refuses a part without statements", () => {
    expect(() => parseMigration("0001_a.sql", "-- migrate:up\nSELECT 1;\n-- migrate:down\n", "postgres"))
      .toThrow(/down part.*no statement/);
  });
});
