const FIRST_RETRY_SECONDS = 2;
const MAX_RETRY_SECONDS = 300;

/** Doubles from two seconds to five minutes: a hundred attempts span more than eight hours. */
export function retryDelay(attempts: number): number {
  return Math.min(MAX_RETRY_SECONDS, FIRST_RETRY_SECONDS * 2 ** Math.max(0, attempts - 1));
}
