const FIRST_MS = 500;
const LONGEST_MS = 30_000;
const LONGEST_ASKED_MS = 3_600_000;
/** Clients that were told the same time do not all come at it. */
const ASKED_JITTER = 0.1;

/**
 * How long to wait before the next attempt: full jitter under a growing bound, or what the service asked for and a little. Less
 * than half a second is not asked for: nothing, or a time that is over by this clock, again and again would be a flood.
 */
export function retryDelayMs(attempts: number, askedMs: number | undefined, random = Math.random()): number {
  if (askedMs !== undefined && askedMs >= FIRST_MS) return askedMs + askedMs * ASKED_JITTER * random;
  return Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempts, 16)) * random;
}

/** Milliseconds that a `Retry-After` asks for, in either of its forms; `undefined` when it says nothing usable. */
export function readRetryAfter(header: string | null | undefined, now: number): number | undefined {
  if (!header) return undefined;
  const ms = /^\s*\d+(\.\d+)?\s*$/.test(header) ? Number(header) * 1_000 : Date.parse(header) - now;
  return Number.isNaN(ms) ? undefined : Math.min(LONGEST_ASKED_MS, Math.max(0, ms));
}
