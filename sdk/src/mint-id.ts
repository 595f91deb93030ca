/** With the version in front. */
const FIRST_OF_COUNTER = 0x7000;
const LAST_OF_COUNTER = 0x7fff;
/** The counter starts in the lower quarter of its range, so that thousands of ids fit into one millisecond. */
const FIRST_COUNTERS = 0x400;

let lastMs = -1;
let counter = 0;
let head = "";
let tail = "";

/**
 * A UUIDv7 (RFC 9562): 48 bits of time, a 12-bit counter and 62 random bits, drawn once for each millisecond, whose ids the counter
 * tells apart. Ids of one process sort in the order in which they were made, also when the clock is set back.
 * @param now epoch milliseconds
 */
export function mintId(now: number): string {
  if (now > lastMs) start(now, Math.floor(Math.random() * FIRST_COUNTERS));
  else if (++counter > LAST_OF_COUNTER) start(lastMs + 1, 0);
  return head + counter.toString(16) + tail;
}

function start(ms: number, first: number): void {
  lastMs = Math.floor(ms);
  counter = FIRST_OF_COUNTER + first;
  const digits = lastMs.toString(16).padStart(12, "0");
  head = `${digits.slice(0, 8)}-${digits.slice(8)}-`;
  tail = randomPart();
}

/** What follows the counter: the variant and the random bits are those of any UUIDv4. */
function randomPart(): string {
  try {
    return crypto.randomUUID().slice(18);
  } catch {
    // Node 18, pages without TLS, and Workers outside of a request. Ids must differ; they need not be secret.
    return "-8xxx-xxxxxxxxxxxx".replace(/x/g, () => Math.floor(Math.random() * 16).toString(16));
  }
}
