import { describe, expect, it } from "vitest";
import { BreakdownsQuery, PeriodQuery } from "./query.ts";

const said = (result: { error?: { issues: { message: string }[] } | undefined }) =>
  result.error?.issues.map(({ message }) => message);

describe("PeriodQuery", () => {
  it("says how many values a filter takes", () => {
    const model = Array.from({ length: 51 }, (_, n) => `model-${n}`);
    expect(said(PeriodQuery.safeParse({ model }))).toEqual(["takes up to 50 values of up to 256 characters"]);
  });
});

describe("BreakdownsQuery", () => {
  it("says which columns there are, and how many may be said", () => {
    for (const group_by of ["colour", ["team", "colour"], ["team", "model", "repo", "agent_id", "user_id"]]) {
      expect(said(BreakdownsQuery.safeParse({ group_by }))).toEqual([
        expect.stringMatching(/^takes up to 4 different ones of agent_id, model, .*query_source$/),
      ]);
    }
    expect(said(BreakdownsQuery.safeParse({ group_by: ["team", "team"] }))).toEqual(["says a value twice"]);
  });
});
