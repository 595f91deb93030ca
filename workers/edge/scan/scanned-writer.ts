import type { EventWriter } from "../chunk/build-chunks.ts";
import { hashIds } from "./identify-events.ts";
import type { ScannedEvent } from "./scanned-event.ts";
import { writeScannedRows } from "./write-scanned-rows.ts";

/** Writes events from the body that they were scanned in. */
export function scannedWriter(body: Uint8Array): EventWriter<ScannedEvent> {
  return {
    writeRows: (events, { org_id, region, received_at }) =>
      writeScannedRows(body, events, { org_id, region, received_at }),
    identify: (events) => ({ ids: joinIds(body, events), hashes: hashIds(body, events) }),
  };
}

let joined = new Uint8Array(8 * 1024);

/** The result is overwritten by the next call. */
function joinIds(body: Uint8Array, events: readonly ScannedEvent[]): Uint8Array {
  let length = 0;
  for (const { idFrom, idTo } of events) length += 1 + idTo - idFrom;
  if (joined.length < length) joined = new Uint8Array(length);
  let to = 0;
  for (const event of events) {
    joined[to++] = 0;
    for (let at = event.idFrom; at < event.idTo; at++) joined[to++] = body[at] ?? 0;
  }
  return joined.subarray(0, length);
}
