import type { SpooledBatch } from "../spool-port.ts";

/**
 * A log of what happened to events, one record a line:
 *
 * - `e<json>` an event was queued
 * - `d` the oldest of the queue was dropped
 * - `b<key> <n>` the n oldest of the queue became a batch
 * - `s<key> <first> <n> <second>` a batch became two, the first with n events
 * - `a<key>` a batch was answered or given up
 */
export interface SpoolState {
  /** Events that are in no batch yet, oldest first. */
  queue: string[];
  batches: Map<string, string[]>;
}

/** The state of an empty log. */
export function emptyState(): SpoolState {
  return { queue: [], batches: new Map() };
}

/**
 * What a log comes to. Reading ends at the first line that is not whole or makes no sense: a process that dies may leave half a
 * record, and nothing after one can be trusted.
 */
export function readLog(text: string): SpoolState {
  const state = emptyState();
  for (const line of text.split("\n").slice(0, -1)) {
    if ((line.startsWith("e") && !isJson(line.slice(1))) || !applyRecord(state, line)) break;
  }
  return state;
}

/** Applies one record; `false` when it is not one, or does not follow from those before it. */
export function applyRecord(state: SpoolState, line: string): boolean {
  const rest = line.slice(1);
  switch (line[0]) {
    case "e":
      return state.queue.push(rest) > 0;
    case "d":
      return rest === "" && state.queue.shift() !== undefined;
    case "b":
      return sealBatch(state, rest.split(" "));
    case "s":
      return splitBatch(state, rest.split(" "));
    case "a":
      return state.batches.delete(rest);
    default:
      return false;
  }
}

/** A log that comes to `batches` and nothing else. */
export function writeLog(batches: readonly SpooledBatch[]): string {
  return batches.map(({ key, events }) => {
    const records = events.map((json) => `e${json}\n`).join("");
    return `${records}b${key} ${events.length}\n`;
  }).join("");
}

function sealBatch({ queue, batches }: SpoolState, [key, n]: string[]): boolean {
  const count = Number(n);
  if (!key || !Number.isInteger(count) || count < 1 || count > queue.length) return false;
  batches.set(key, queue.splice(0, count));
  return true;
}

function splitBatch({ batches }: SpoolState, [key = "", first, n, second]: string[]): boolean {
  const events = batches.get(key);
  const count = Number(n);
  if (events === undefined || !first || !second || !(count > 0 && count < events.length)) return false;
  batches.delete(key);
  batches.set(first, events.slice(0, count));
  batches.set(second, events.slice(count));
  return true;
}

function isJson(text: string): boolean {
  try {
    return typeof JSON.parse(text) === "object";
  } catch {
    return false;
  }
}
