import { expect, test } from "vitest";
import { explainSso } from "./explain-sso.ts";

test("explainSso() says what to do next, and nothing that the address makes up", () => {
  expect(explainSso("")).toBeNull();
  expect(explainSso("?sso=no_seat")).toMatch(/no seat/);
  for (const made of ["<b>call us</b>", "constructor", ""]) {
    expect(explainSso(`?sso=${encodeURIComponent(made)}`)).toBe(explainSso("?sso=refused"));
  }
});
