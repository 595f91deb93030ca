/** The part of an axis that is drawn over its whole width, in shares of it. */
export interface Zoom {
  from: number;
  to: number;
}

/** Everything. */
export const WHOLE: Zoom = { from: 0, to: 1 };

/** No closer than a thousandth of the axis: a step of the slider. */
export const CLOSEST = 0.001;

/** Whether less than everything is drawn. */
export function isZoomed({ from, to }: Zoom): boolean {
  return from > 0 || to < 1;
}

/**
 * Closer (`factor` above 1) or wider (below 1).
 * @param anchor what stays where it is, as a share of what is drawn now
 */
export function zoomBy({ from, to }: Zoom, factor: number, anchor = 0.5): Zoom {
  const width = Math.min(1, Math.max(CLOSEST, (to - from) / factor));
  const fixed = from + (to - from) * anchor;
  return within(fixed - width * anchor, width);
}

/** Along the axis, by a share of what is drawn now; it ends at the axis' ends. */
export function panBy({ from, to }: Zoom, share: number): Zoom {
  return within(from + (to - from) * share, to - from);
}

/** A stretch of the axis with some room on both sides of it. */
export function zoomTo(start: number, end: number): Zoom {
  const width = Math.min(1, Math.max(CLOSEST, (end - start) * 1.5));
  return within((start + end - width) / 2, width);
}

function within(from: number, width: number): Zoom {
  const begin = Math.min(1 - width, Math.max(0, from));
  return { from: begin, to: Math.min(1, begin + width) };
}
