import { expect, test } from "vitest";
import { tokenScale } from "./token-scale.ts";

test("few tokens are written with all digits", () => {
  const { label, write } = tokenScale(9_999_999);
  expect([label, write(1_234_567), write(0)]).toEqual(["Tokens", "1,234,567", "–"]);
});

test("many tokens are written in millions, and a few among them are not nothing", () => {
  const { label, write } = tokenScale(18_571_300_000);
  expect([label, write(18_571_300_000), write(916_800_000), write(120), write(0)])
    .toEqual(["Tokens, millions", "18,571.3", "916.8", "<0.1", "–"]);
});
