const DAY_MS = 24 * 3_600_000;

/** Parts of one collection cycle carry times this close to each other: some SDKs read the clock for every instrument. */
export const SAME_CYCLE_MS = 2_000;
/** A sender's mark holds this long before and after what it was made of. */
export const SENDER_SLACK_MS = 3_600_000;
/** An event that nothing amends for this long stays as it is. */
export const ENTRY_RETENTION_MS = 7 * DAY_MS;
/** How long it is remembered who tells what. */
export const MARK_RETENTION_MS = 30 * DAY_MS;
/** A cumulative counter that is silent for this long starts from zero when it speaks again. */
export const SERIES_RETENTION_MS = 35 * DAY_MS;
/** A request that is sent again after this long finds its counters' increases forgotten, and adds nothing. */
export const INCREASE_RETENTION_MS = DAY_MS;
/** How long the shape of a trace is remembered. */
export const TRACE_RETENTION_MS = DAY_MS;
/** Rows of one table; beyond, those go first that were touched longest ago. */
export const MAX_ROWS = 200_000;
/** Old rows are swept this often. */
export const SWEEP_INTERVAL_MS = 3_600_000;
/** An unchanged counter is touched at most this often. */
export const TOUCH_INTERVAL_MS = DAY_MS;
/** What was handed out and not confirmed for this long is handed out again, to whoever asks. */
export const OVERDUE_MS = 5_000;
/** Overdue events handed out in one call. */
export const MAX_OVERDUE = 200;
/** Events that one increase may become. */
export const MAX_EACH = 1_000;
/** Spans looked through on the way up from one span. */
export const MAX_ANCESTORS = 200;
