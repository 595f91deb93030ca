import { LIMITS } from "../../contract/limits.ts";

/** How long after its end a window still counts as open: most stragglers have arrived by then. */
export const LATENESS_MS = 3_000;
/** Windows are pushed at most this often. */
export const PUSH_INTERVAL_MS = 1_000;
/** The list of active sessions is pushed at most this often: it is the largest message. */
export const ACTIVE_INTERVAL_MS = 2_000;
/** And less often the more watch: in ms for each of them, 5 s for a thousand. */
export const ACTIVE_INTERVAL_PER_VIEWER_MS = 5;
/** Viewers who get that list one right after the other; what is urgent goes before the next. */
export const ACTIVE_AT_ONCE = 100;
/** And how long the next wait. */
export const ACTIVE_PAUSE_MS = 20;
/** What a snapshot covers. */
export const SNAPSHOT_MS = 10 * 60_000;
/** A resume that would replay more windows than this gets a snapshot instead. */
export const MAX_REPLAYED_WINDOWS = 400;
/** Windows held in memory; older ones are read back from storage when a late event amends them. */
export const CACHED_MS = 15 * 60_000;
/** A chunk matters to windows up to a day ahead and a day back of our clock, so its id is remembered for both. */
export const SEEN_MS = LIMITS.windowRetentionMs + LIMITS.eventFutureMs;
/** A session without an event for this long is no longer active. */
export const IDLE_MS = 5 * 60_000;
/** Sessions are forgotten after this long without an event. */
export const SESSION_RETENTION_MS = 60 * 60_000;
/** Sessions remembered at once; the longest silent ones go first. */
export const MAX_SESSIONS = 2_000;
/** Sessions in one message. */
export const LISTED_SESSIONS = 12;
/** Bars kept of one session's ribbon. */
export const MAX_SPANS = 40;
/** What a ribbon shows: a viewer is told of no older bar. */
export const RIBBON_MS = 60_000;
/** Lines of the tail in a snapshot. */
export const TAIL_LENGTH = 60;
/** Ordinary tail lines per second; errors and security alerts are never left out. */
export const TAIL_PER_SECOND = 100;
/** Lines of the tail leave at most this often; those of the time between leave together. */
export const TAIL_INTERVAL_MS = 250;
/** The same where an error or a security alert is among them. */
export const URGENT_INTERVAL_MS = 100;
/** Old rows are swept at most this often. */
export const SWEEP_INTERVAL_MS = 60_000;
/** Windows that an object which comes back to life still looks after. */
export const REOPENED_MS = 60_000;
/** Events recognised when they come again in another chunk: the latest million of an organisation. */
export const MAX_SEEN_EVENTS = 1_000_000;
/** Characters that may be under way to one viewer, beside a snapshot; fewer when there are many viewers. */
export const MOST_UNDER_WAY = 1_048_576;
/** However many viewers there are, each may have this many characters under way. */
export const LEAST_UNDER_WAY = 65_536;
/** Characters that may be under way to all viewers together, as far as the two bounds above allow. */
export const UNDER_WAY_IN_ALL = 33_554_432;
/** A viewer that fell behind has caught up when no more than this is under way. */
export const CAUGHT_UP = 16_384;
/** What a viewer that never says what it has seen is taken to read, in characters per second. */
export const PRESUMED_PER_SECOND = 65_536;
/** What may be under way to such a viewer, in characters. */
export const PRESUMED_UNDER_WAY = 2_097_152;
/** A viewer that has read nothing for this long is let go. */
export const NOT_READING_MS = 3 * 60_000;
/** When all viewers are let go at once they come back spread over this long for each of them. */
export const RETURN_PER_VIEWER_MS = 2;
/** Tickets that may wait to be used. */
export const MAX_TICKETS = 5_000;
/** Sockets on one organisation. */
export const MAX_VIEWERS = 5_000;
