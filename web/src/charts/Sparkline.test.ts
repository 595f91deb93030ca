import { expect, test } from "vitest";
import { thinOut } from "./Sparkline.tsx";

test("thinOut() takes means and keeps gaps", () => {
  expect(thinOut([1, 3, null, null, 5, null], 3)).toEqual([2, null, 5]);
  expect(thinOut([1, 2], 3)).toEqual([1, 2]);
});
