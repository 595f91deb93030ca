import { describe, expect, it } from "vitest";
import { viewsNaming } from "./views-naming.ts";

const view = (id: string, state: string, name = "A view") => ({ id, name, state });

describe("viewsNaming()", () => {
  it("finds a person in filters, however the address is written, and in names", () => {
    const views = [
      view("escaped", "period=7d&user_id=Ana%40example.com"),
      view("one of several", "user_id=ben,ana@example.com"),
      view("searched for", "q=from+ana%40example.com+lately"),
      view("by id", "user_id=usr_1"),
      view("named", "period=7d", "What ana@example.com does"),
      view("of another", "user_id=ben@example.com"),
    ];
    expect(viewsNaming(views, ["ana@example.com", "usr_1"])).toEqual([
      "escaped",
      "one of several",
      "searched for",
      "by id",
      "named",
    ]);
  });

  it("leaves views alone in which a short id is part of a word", () => {
    expect(viewsNaming([view("kept", "team=analytics", "Analysis")], ["ana"])).toEqual([]);
  });
});
