import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { layOutTime } from "./time-axis.ts";

const SECOND = 1_000;
const span = (start: number, end: number) => ({ start: start * SECOND, end: end * SECOND });

describe("layOutTime()", () => {
  it("folds idle of over a minute into a narrow column and shares the rest out by time", () => {
    const axis = layOutTime([span(0, 97), span(400, 497)], true);
    expect(axis.folds).toMatchObject([{ start: 97 * SECOND, end: 400 * SECOND, width: 0.03 }]);
    expect(axis.place(97 * SECOND)).toBeCloseTo(0.485);
    expect(axis.place(400 * SECOND)).toBeCloseTo(0.515);
    expect(axis.place(497 * SECOND)).toBeCloseTo(1);
  });

  it("does not fold in true time, nor a minute and less", () => {
    expect(layOutTime([span(0, 10), span(400, 410)], false).folds).toEqual([]);
    expect(layOutTime([span(0, 10), span(70, 80)], true).folds).toEqual([]);
  });

  it("marks every stretch from its start with the time since the session began", () => {
    const { ticks } = layOutTime([span(0, 60), span(300, 360)], true);
    expect(ticks.map(({ elapsed }) => elapsed / SECOND)).toEqual([0, 15, 30, 45, 300, 315, 330, 345]);
  });

  it("places later instants further right, within the axis, whatever the spans", () => {
    const anySpan = fc.tuple(fc.integer({ min: 0, max: 1e8 }), fc.integer({ min: 0, max: 1e6 }));
    fc.assert(fc.property(fc.array(anySpan, { minLength: 1, maxLength: 80 }), fc.boolean(), (input, fold) => {
      const spans = input.map(([start, length]) => ({ start, end: start + length }));
      const axis = layOutTime(spans, fold);
      const places = spans.flatMap(({ start, end }) => [start, end]).sort((a, b) => a - b).map(axis.place);
      expect(places.every((place, i) => place >= (places[i - 1] ?? 0) - 1e-9 && place <= 1 + 1e-9)).toBe(true);
    }));
  });

  it("has nothing to say about nothing, and takes a session of one instant", () => {
    expect(layOutTime([], true)).toMatchObject({ folds: [], ticks: [] });
    expect(layOutTime([span(5, 5)], true).place(5 * SECOND)).toBe(0);
  });
});
