import type { HTMLAttributes, KeyboardEvent } from "react";

interface ChartKeys {
  /** How many points there are. */
  count: number;
  /** The point that is told of. */
  hovered: number | null;
  setHovered: (index: number | null) => void;
  onPick: ((index: number) => void) | undefined;
}

/** Makes a chart whose points open something usable by keyboard: the arrows go from point to point, Enter opens one. */
export function chartKeys({ count, hovered, setHovered, onPick }: ChartKeys): HTMLAttributes<HTMLDivElement> {
  if (onPick === undefined) return { role: "img" };
  const steps: Record<string, number> = {
    ArrowLeft: (hovered ?? count) - 1,
    ArrowRight: (hovered ?? -1) + 1,
    Home: 0,
    End: count - 1,
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const next = steps[event.key];
    if (next !== undefined) setHovered(Math.min(count - 1, Math.max(0, next)));
    else if (event.key === "Enter" && hovered !== null) onPick(hovered);
    else if (event.key === "Escape") setHovered(null);
    else return;
    event.preventDefault();
  };
  return { role: "group", "aria-roledescription": "chart", tabIndex: 0, onKeyDown, onBlur: () => setHovered(null) };
}
