import { type BatchStamp, EVENT_CATEGORY, isError } from "../../../contract/stored-event.ts";
import { fingerprint } from "../events/fingerprint.ts";
import { LINE_FEED, ZERO } from "./sign.ts";
import type { ScannedEvent } from "./scanned-event.ts";

/** What is added to an event besides the batch's stamp, at most: numbers, names of columns, a category. */
const MOST_ADDED = 256;
const encoder = new TextEncoder();
let rows = new Uint8Array(64 * 1024);
let rowsView = new DataView(rows.buffer);

/**
 * Writes events as rows, like writeRows(), from their own bytes: those are copied as they stand, with what the batch shares
 * before them and what follows from them behind. The result is overwritten by the next call.
 */
export function writeScannedRows(body: Uint8Array, events: readonly ScannedEvent[], stamp: BatchStamp): Uint8Array {
  const shared = JSON.stringify({ ...stamp, source: events[0]?.source });
  const before = encoder.encode(`{${shared.slice(1, -1)},`);
  const most = body.length + events.length * (before.length + MOST_ADDED);
  if (rows.length < most) {
    rows = new Uint8Array(most);
    rowsView = new DataView(rows.buffer);
  }
  const bytes = new DataView(body.buffer, body.byteOffset, body.byteLength);
  let at = 0;
  for (const event of events) {
    rows.set(before, at);
    at = writeEvent(bytes, event, at + before.length);
    const after = endOf(event);
    rows.set(after, at);
    at += after.length;
  }
  // The last comma is one too many.
  rows[at - 1] = LINE_FEED;
  return rows.subarray(0, at);
}

/** Copies an event's fields, its time and duration as they are stored. */
function writeEvent(body: DataView, event: ScannedEvent, start: number): number {
  const { timeFrom, durationFrom } = event;
  if (durationFrom === 0) {
    if (timeFrom === 0) return copy(body, event.from, event.to, start);
    const at = writeNumber(event.timestamp, copy(body, event.from, timeFrom, start));
    return copy(body, event.timeTo, event.to, at);
  }
  const isTimeFirst = timeFrom < durationFrom;
  let from = event.from;
  let at = start;
  for (const isTime of [isTimeFirst, !isTimeFirst]) {
    if (isTime && timeFrom === 0) continue;
    at = copy(body, from, isTime ? timeFrom : durationFrom, at);
    at = writeNumber(isTime ? event.timestamp : event.duration_ms ?? 0, at);
    from = isTime ? event.timeTo : event.durationTo;
  }
  return copy(body, from, event.to, at);
}

/** Four bytes at a time: a piece of an event is so short that telling the engine to copy it takes longer. */
function copy(body: DataView, from: number, to: number, start: number): number {
  let at = start;
  let next = from;
  for (; next <= to - 4; next += 4, at += 4) rowsView.setInt32(at, body.getInt32(next, true), true);
  for (; next < to; next++, at++) rowsView.setUint8(at, body.getUint8(next));
  return at;
}

/** Writes a whole number ≥ 0. */
function writeNumber(value: number, start: number): number {
  let end = start + 1;
  for (let power = 10; power <= value; power *= 10) end++;
  let rest = value;
  for (let at = end - 1; at >= start; at--) {
    const left = Math.floor(rest / 10);
    rows[at] = ZERO + rest - left * 10;
    rest = left;
  }
  return end;
}

/** Ends that come again and again: by type, and where there is an error by that and its name. */
const ends = new Map<string, (Uint8Array | undefined)[]>();
const MAX_ENDS = 1_000;

/** What follows from an event, and the comma after its row. */
function endOf(event: ScannedEvent): Uint8Array {
  const error = event.error_type !== undefined || isError(event) ? fingerprint(event) : "";
  if (event.cost_source === "estimated") return encodeEnd(event, error);
  const key = error === "" ? event.event_type : event.event_type + error;
  const variant = Number(event.cost_source === "none") + 2 * Number(event.hasEnvironment);
  let known = ends.get(key);
  if (known === undefined) {
    if (ends.size >= MAX_ENDS) ends.clear();
    ends.set(key, known = []);
  }
  return known[variant] ??= encodeEnd(event, error);
}

function encodeEnd(event: ScannedEvent, error: string): Uint8Array {
  const { cost_source } = event;
  const end = {
    event_category: EVENT_CATEGORY[event.event_type],
    cost_source,
    ...(cost_source === "estimated" ? { cost_usd: event.cost_usd } : {}),
    ...(event.hasEnvironment ? {} : { environment: event.environment }),
    ...(error === "" ? {} : { fingerprint: error }),
  };
  return encoder.encode(`,${JSON.stringify(end).slice(1)},`);
}
