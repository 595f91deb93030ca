/** Height of a line of the tail. */
export const ROW_HEIGHT = 26;
/** Lines drawn beyond both ends of the visible part. */
const MARGIN = 6;

/** Which lines of a list have to be drawn, given how far it is scrolled and how high it is. */
export function visibleRows(scrollTop: number, height: number, count: number): { first: number; last: number } {
  const first = Math.max(0, Math.floor(scrollTop / ROW_HEIGHT) - MARGIN);
  return { first, last: Math.min(count, Math.ceil((scrollTop + height) / ROW_HEIGHT) + MARGIN) };
}
