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

function joinIds(body: Uint8Array, events: readonly ScannedEvent[]): Uint8Array {
  let length = 0;
  for (const { idFrom, idTo } of events) length += 1 + idTo - idFrom;
  const ids = new Uint8Array(length);
  let to = 0;
  for (const event of events) {
    to++;
    for (let at = event.idFrom; at < event.idTo; at++) ids[to++] = body[at] ?? 0;
  }
  return ids;
}
