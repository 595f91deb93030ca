import { hashIdBytes } from "../../../contract/event-hash.ts";
import { LIMITS } from "../../../contract/limits.ts";
import type { ScannedEvent } from "./scanned-event.ts";

const scratch = new Uint32Array(LIMITS.eventsPerRequest * 2);
/** The events whose hashes stand there: they are asked for when a batch is read, and mostly soon again when it is written. */
let hashed: readonly ScannedEvent[] = [];

/** The hashes of events' ids, two words for each; see event-hash.ts. The result is overwritten by the next call. */
export function hashIds(body: Uint8Array, events: readonly ScannedEvent[]): Uint32Array {
  const words = scratch.subarray(0, events.length * 2);
  if (hashed === events) return words;
  hashed = events;
  for (let i = 0; i < events.length; i++) {
    const event = events[i];
    if (event !== undefined) hashIdBytes(body, event.idFrom, event.idTo, words, i * 2);
  }
  return words;
}

/** At most half full, so that a place is found at once. */
const PLACES = 2 ** Math.ceil(Math.log2(LIMITS.eventsPerRequest * 2));
const places = new Uint32Array(PLACES);

/** Whether two ids seem to be the same. */
export function hasRepeats(hashes: Uint32Array): boolean {
  places.fill(0);
  for (let i = 0; i < hashes.length; i += 2) {
    const low = hashes[i] ?? 0;
    for (let place = low & (PLACES - 1);; place = (place + 1) & (PLACES - 1)) {
      const other = places[place] ?? 0;
      if (other === 0) {
        places[place] = i + 1;
        break;
      }
      if (hashes[other - 1] === low && hashes[other] === hashes[i + 1]) return true;
    }
  }
  return false;
}
