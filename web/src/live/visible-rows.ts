/** Height of a line of the tail. */
export const ROW_HEIGHT = 26;
/** Lines drawn beyond both ends of the visible part. */
const MARGIN = 4;

/**
 * Which lines of a list have to be drawn, given how far it is scrolled and how high it is, and how many that may be: with so
 * many keys in turn, a line that comes in takes over the elements of the one that goes out.
 */
export function visibleRows(
  scrollTop: number,
  height: number,
  count: number,
): { first: number; last: number; most: number } {
  const first = Math.max(0, Math.floor(scrollTop / ROW_HEIGHT) - MARGIN);
  const end = Math.ceil((scrollTop + height) / ROW_HEIGHT) + MARGIN;
  return { first, last: Math.min(count, end), most: end - first };
}
