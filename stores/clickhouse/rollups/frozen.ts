const DAY_MS = 86_400_000;

/**
 * From this age on (by event time) hours are no longer aggregated anew, because their events begin to expire: `events` keeps
 * them for 400 days. No event this old is accepted, see `eventAgeMs` of the limits.
 */
export const FROZEN_AGE_MS = 399 * DAY_MS;

/** What an hour covers that was never aggregated, or is marked: no insertion. */
export const NOTHING = "toDateTime64(0, 6, 'UTC')";
/** Later than anything is inserted. */
export const FOREVER = "toDateTime64('2100-01-01 00:00:00', 6, 'UTC')";
