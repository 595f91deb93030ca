import { expect, test } from "vitest";
import { betweenCentres } from "./lane-models.ts";

test("betweenCentres() draws straight lines between the middles of windows and keeps gaps", () => {
  const seconds = Array.from({ length: 30 }, (_, i) => i * 1000);
  const values = [...Array<number>(10).fill(10), ...Array<number>(10).fill(20), ...Array<null>(10).fill(null)];
  const drawn = betweenCentres(values, seconds);
  expect(drawn[0]).toBe(10);
  expect(drawn[9]).toBeCloseTo(14.5);
  expect(drawn[10]).toBeCloseTo(15.5);
  expect(drawn[19]).toBe(20);
  expect(drawn[25]).toBeNull();
});
