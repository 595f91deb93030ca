const FIRST_SECONDS = 2;
/** Short enough that what waits is stored within a minute after an outage of minutes. */
const USUAL_SECONDS = 40;
/** From here on it is a long outage, and the queue's hundred attempts have to last. */
const PATIENT_ATTEMPTS = 60;
const PATIENT_SECONDS = 120;

/**
 * Seconds until a message is delivered again; `attempts` is 1 for the first delivery. Doubles up to forty seconds, and is two
 * minutes after some forty minutes of failures: a hundred attempts span close to two hours.
 */
export function retryDelay(attempts: number): number {
  if (attempts > PATIENT_ATTEMPTS) return PATIENT_SECONDS;
  return Math.min(USUAL_SECONDS, FIRST_SECONDS * 2 ** Math.max(0, attempts - 1));
}
