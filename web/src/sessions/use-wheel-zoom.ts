import { type RefObject, useEffect } from "react";
import { panBy, type Zoom, zoomBy } from "./zoom.ts";

const FACTOR_PER_PIXEL = 1.0025;

/**
 * Zooms an axis with Ctrl (or a pinch) and the wheel, around the pointer, and moves along it with Shift or a sideways
 * wheel. Listens itself, because React's listeners of wheels cannot keep the page from zooming.
 * @param track finds the drawn axis within the element
 */
export function useWheelZoom(
  element: RefObject<HTMLElement | null>,
  track: string,
  onChange: (change: (zoom: Zoom) => Zoom) => void,
): void {
  useEffect(() => {
    const node = element.current;
    if (node === null) return;
    const turn = (event: WheelEvent) => {
      const sideways = event.shiftKey ? event.deltaY || event.deltaX : event.deltaX;
      const zooming = event.ctrlKey || event.metaKey;
      if (!zooming && Math.abs(sideways) <= (event.shiftKey ? 0 : Math.abs(event.deltaY))) return;
      const box = node.querySelector(track)?.getBoundingClientRect();
      if (box === undefined || box.width === 0) return;
      event.preventDefault();
      const anchor = Math.min(1, Math.max(0, (event.clientX - box.left) / box.width));
      onChange((zoom) =>
        zooming ? zoomBy(zoom, FACTOR_PER_PIXEL ** -event.deltaY, anchor) : panBy(zoom, sideways / box.width)
      );
    };
    node.addEventListener("wheel", turn, { passive: false });
    return () => node.removeEventListener("wheel", turn);
  }, [element, track, onChange]);
}
