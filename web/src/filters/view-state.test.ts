import { expect, test } from "vitest";
import { DEFAULT_VIEW, parseView, replaceFilter, writeView } from "./view-state.ts";

test("an empty query is the default view, and the default view an empty query", () => {
  expect(parseView("")).toEqual(DEFAULT_VIEW);
  expect(writeView(DEFAULT_VIEW)).toBe("");
});
test("a view survives its URL", () => {
  const search =
    "?period=30d&compare=none&metric=cost_usd&interval=1d&group_by=model&environment=production&team=!Sandbox";
  expect(writeView(parseView(search))).toBe(search);
});
test("filters keep their order and gather repeated values", () => {
  expect(parseView("?team=a&model=!x&team=b&model=!y").filters).toEqual([
    { name: "team", exclude: false, values: ["a", "b"] },
    { name: "model", exclude: true, values: ["x", "y"] },
  ]);
});
test("an empty value is what events without one are found by", () => {
  expect(parseView("?team=&repo=!").filters).toEqual([
    { name: "team", exclude: false, values: [""] },
    { name: "repo", exclude: true, values: [""] },
  ]);
  expect(writeView(parseView("?team=&repo=!"))).toBe("?team=&repo=!");
});
test("what is not understood is left out", () => {
  expect(parseView("?period=2y&metric=vibes&interval=3h&colour=red")).toEqual(DEFAULT_VIEW);
});
test("a custom period needs both bounds in order", () => {
  expect(parseView("?period=custom&from=2026-11-02T00:00:00Z").period).toBe("7d");
  expect(parseView("?period=custom&from=2026-11-02T00:00:00Z&to=2026-11-01T00:00:00Z").period).toBe("7d");
  const search = "?period=custom&from=2026-11-01T00:00:00Z&to=2026-11-02T00:00:00Z";
  expect(writeView(parseView(search))).toBe(search);
});
test("replaceFilter() keeps the chip in its place and drops an empty one", () => {
  const filters = parseView("?team=a&model=x").filters;
  expect(replaceFilter(filters, 0, { name: "team", exclude: true, values: ["b"] })[0]).toEqual(
    { name: "team", exclude: true, values: ["b"] },
  );
  expect(replaceFilter(filters, 0, { name: "team", exclude: false, values: [] })).toHaveLength(1);
});
