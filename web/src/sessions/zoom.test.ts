import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { layOutTime } from "./time-axis.ts";
import { CLOSEST, isZoomed, panBy, WHOLE, type Zoom, zoomBy, zoomTo } from "./zoom.ts";

const share = fc.double({ min: 0, max: 1, noNaN: true });
const anyZoom = fc.tuple(share, fc.double({ min: CLOSEST, max: 1, noNaN: true })).map(([middle, width]): Zoom =>
  panBy({ from: 0, to: width }, middle * 2 / width)
);

describe("zoomBy()", () => {
  it("keeps what is under the pointer where it is", () => {
    const zoomed = zoomBy(WHOLE, 4, 0.25);
    expect(zoomed).toEqual({ from: 0.1875, to: 0.4375 });
    expect(zoomed.from + (zoomed.to - zoomed.from) * 0.25).toBe(0.25);
  });

  it("goes back to everything, and never past it or closer than a step", () => {
    expect(isZoomed(zoomBy(zoomBy(WHOLE, 8), 1 / 100))).toBe(false);
    const closest = zoomBy(WHOLE, 1e9);
    expect(closest.to - closest.from).toBeCloseTo(CLOSEST);
  });
});

describe("zooms", () => {
  it("stay within the axis, whatever is asked of them", () => {
    fc.assert(fc.property(anyZoom, fc.double({ min: 0.01, max: 100, noNaN: true }), share, share, (zoom, by, a, b) => {
      for (const next of [zoomBy(zoom, by, a), panBy(zoom, by - 50), zoomTo(Math.min(a, b), Math.max(a, b))]) {
        expect(next.from).toBeGreaterThanOrEqual(0);
        expect(next.to).toBeLessThanOrEqual(1);
        expect(next.to - next.from).toBeGreaterThan(CLOSEST * 0.99);
      }
    }));
  });

  it("hold the whole of a stretch that is zoomed to", () => {
    const { from, to } = zoomTo(0.4, 0.5);
    expect([from, to].map((place) => Number(place.toFixed(6)))).toEqual([0.375, 0.525]);
  });
});

describe("layOutTime() with a zoom", () => {
  const spans = [{ start: 0, end: 100_000 }];

  it("draws that part over the whole width, what lies before and after it outside", () => {
    const { place } = layOutTime(spans, true, { from: 0.5, to: 0.75 });
    expect([0, 50_000, 62_500, 75_000, 100_000].map(place)).toEqual([-2, 0, 0.5, 1, 2]);
  });

  it("marks what is seen in finer steps, from the session's beginning", () => {
    const { ticks } = layOutTime(spans, true, { from: 0.5, to: 0.6 });
    expect(ticks.map(({ elapsed }) => elapsed)).toEqual([50_000, 52_000, 54_000, 56_000, 58_000, 60_000]);
    expect(ticks.map(({ left }) => Number(left.toFixed(3)))).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1]);
  });

  it("keeps its marks few and within the axis, however close", () => {
    fc.assert(fc.property(anyZoom, fc.integer({ min: 1, max: 1e9 }), (zoom, length) => {
      const { ticks } = layOutTime([{ start: 0, end: length }], false, zoom);
      expect(ticks.length).toBeLessThanOrEqual(10);
      expect(ticks.every(({ left }) => left >= -1e-9 && left <= 1 + 1e-9)).toBe(true);
    }));
  });
});
