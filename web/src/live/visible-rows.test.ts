import { expect, test } from "vitest";
import { visibleRows } from "./visible-rows.ts";

test("only what is near the visible part is drawn", () => {
  expect(visibleRows(0, 440, 300)).toEqual({ first: 0, last: 21, most: 21 });
  expect(visibleRows(2600, 440, 300)).toEqual({ first: 96, last: 121, most: 25 });
});
test("a short list is drawn whole", () => expect(visibleRows(0, 440, 3)).toEqual({ first: 0, last: 3, most: 21 }));
