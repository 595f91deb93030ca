import type { LiveState } from "./live-state.ts";

/** Lines that come at once and are still looked at one by one. */
const MOST_AT_ONCE = 8;

/**
 * Ids of lines that are news after a change: those that came few at a time, and what of the earlier ones is still there.
 * What a first snapshot brings was there before.
 */
export function newsOf(
  before: LiveState,
  after: LiveState,
  known: ReadonlySet<string>,
): ReadonlySet<string> {
  const came = after.lines - before.lines;
  if (came === 0) return known;
  const ids = after.tail.map(({ event_id }) => event_id);
  const isNews = before.cursor !== null && came <= MOST_AT_ONCE;
  return new Set(ids.filter((id, at) => known.has(id) || (isNews && at < came)));
}
