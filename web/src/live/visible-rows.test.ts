import { expect, test } from "vitest";
import { visibleRows } from "./visible-rows.ts";

test("only what is near the visible part is drawn", () => {
  expect(visibleRows(0, 440, 300)).toEqual({ first: 0, last: 23, most: 23 });
  expect(visibleRows(2600, 440, 300)).toEqual({ first: 94, last: 123, most: 29 });
});
test("a short list is drawn whole", () => expect(visibleRows(0, 440, 3)).toEqual({ first: 0, last: 3, most: 23 }));
