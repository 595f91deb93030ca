import type { KeyboardEvent } from "react";
import { describe, expect, it, vi } from "vitest";
import { chartKeys } from "./chart-keys.ts";

function press(key: string, hovered: number | null) {
  const [setHovered, onPick, preventDefault] = [vi.fn(), vi.fn(), vi.fn()];
  const props = chartKeys({ count: 10, hovered, setHovered, onPick });
  props.onKeyDown?.({ key, preventDefault } as unknown as KeyboardEvent<HTMLDivElement>);
  return {
    shown: setHovered.mock.calls.flat(),
    opened: onPick.mock.calls.flat(),
    taken: preventDefault.mock.calls.length,
  };
}

describe("chartKeys()", () => {
  it("goes from point to point with the arrows, and stays within the chart", () => {
    const shown = (key: string, hovered: number | null) => press(key, hovered).shown;
    expect([shown("ArrowRight", null), shown("ArrowRight", 3), shown("ArrowRight", 9)]).toEqual([[0], [4], [9]]);
    expect([shown("ArrowLeft", null), shown("ArrowLeft", 3), shown("ArrowLeft", 0)]).toEqual([[9], [2], [0]]);
    expect([shown("Home", 5), shown("End", 5), shown("Escape", 5)]).toEqual([[0], [9], [null]]);
  });

  it("opens the point that is shown, none where none is, and leaves other keys alone", () => {
    expect(press("Enter", 7)).toMatchObject({ opened: [7], taken: 1 });
    expect(press("Enter", null)).toMatchObject({ opened: [], taken: 0 });
    expect(press("x", 7)).toMatchObject({ shown: [], opened: [], taken: 0 });
  });

  it("takes no focus where nothing can be opened", () => {
    expect(chartKeys({ count: 10, hovered: null, setHovered: vi.fn(), onPick: undefined })).toEqual({ role: "img" });
  });
});
