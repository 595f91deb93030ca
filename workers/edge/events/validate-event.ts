import { EVENT_FIELDS, type EventField } from "../../../contract/event-fields.ts";
import { LIMITS } from "../../../contract/limits.ts";
import type { ProblemCode } from "../../../contract/problem.ts";
import type { AcceptedEvent, EventSource } from "../../../contract/stored-event.ts";
import { addMoney } from "../../../contract/window.ts";
import { byteLength, depthOf } from "./measure-object.ts";
import { parseTime } from "./parse-time.ts";

/** What is wrong with one event, and where. */
export interface EventFault {
  code: ProblemCode;
  /** RFC 6901, relative to the event. */
  pointer: string;
  detail: string;
}

/** What a validation knows besides the event. */
export interface ValidationContext {
  /** Epoch ms. */
  now: number;
  source: EventSource;
}

const FIELDS = new Map<string, EventField>(Object.entries(EVENT_FIELDS));
const REQUIRED = [...FIELDS].filter(([, field]) => field.required).map(([name]) => name);

/**
 * Checks one event against the field table. Fields the table does not know are kept under `metadata`, so that a newer client
 * loses nothing against an older service. The input is taken over and changed: it has just been parsed, and a copy of each
 * event would cost as much as checking it.
 * @returns the event with its time and cost normalised, or everything that is wrong with it
 */
export function validateEvent(
  input: unknown,
  { now, source }: ValidationContext,
): { event: AcceptedEvent } | { faults: EventFault[] } {
  if (typeof input !== "object" || input === null || Array.isArray(input)) {
    return { faults: [{ code: "INVALID_TYPE", pointer: "", detail: "An event is a JSON object." }] };
  }
  const event = input as Record<string, unknown>;
  const faults: EventFault[] = [];
  const unknown: string[] = [];
  let required = 0;
  for (const name in event) {
    const value = event[name];
    const field = FIELDS.get(name);
    // Not deleted: an object that has lost a field is several times slower to write.
    if (value === undefined || value === null) event[name] = undefined;
    else if (field === undefined) unknown.push(name);
    else {
      if (field.required) required++;
      addFault(faults, checkField(name, field, value));
    }
  }
  if (required < REQUIRED.length) faults.push(...findMissing(event));
  if (unknown.length > 0) keepUnknownFields(event, unknown);
  addFault(faults, checkMetadata(event.metadata));
  addFault(faults, checkCustomType(event));
  addFault(faults, normaliseTime(event, now));
  if (faults.length > 0) return { faults };
  stampEvent(event, source);
  return { event: input as AcceptedEvent };
}

function addFault(faults: EventFault[], fault: EventFault | undefined): void {
  if (fault !== undefined) faults.push(fault);
}

function stampEvent(event: Record<string, unknown>, source: EventSource): void {
  const { cost_usd, duration_ms } = event;
  event.source = source;
  event.cost_source = cost_usd === undefined ? "none" : "reported";
  if (typeof cost_usd === "number") event.cost_usd = addMoney(cost_usd, 0);
  if (typeof duration_ms === "number") event.duration_ms = Math.round(duration_ms);
}

function checkCustomType({ event_type, custom_type }: Record<string, unknown>): EventFault | undefined {
  if (event_type !== "custom" || custom_type !== undefined) return undefined;
  return { code: "REQUIRED", pointer: "/custom_type", detail: "custom_type is required for custom events." };
}

function findMissing(event: Record<string, unknown>): EventFault[] {
  return REQUIRED.filter((name) => event[name] === undefined).map((name) => ({
    code: "REQUIRED",
    pointer: `/${name}`,
    detail: `${name} is required.`,
  }));
}

function wrongType(name: string, expected: string): EventFault {
  return { code: "INVALID_TYPE", pointer: `/${name}`, detail: `${name} must be ${expected}.` };
}

function checkField(name: string, field: EventField, value: unknown): EventFault | undefined {
  switch (field.kind) {
    case "text":
      if (typeof value !== "string") return wrongType(name, "a string");
      if (value.length > field.max) {
        return { code: "TOO_LONG", pointer: `/${name}`, detail: `${name} is longer than ${field.max} characters.` };
      }
      if (field.required && value === "") {
        return { code: "REQUIRED", pointer: `/${name}`, detail: `${name} must not be empty.` };
      }
      return undefined;
    case "choice":
      if (typeof value !== "string") return wrongType(name, "a string");
      if (field.values.includes(value)) return undefined;
      return {
        code: name === "event_type" ? "UNKNOWN_EVENT_TYPE" : "INVALID_VALUE",
        pointer: `/${name}`,
        detail: `${name} must be one of ${field.values.join(", ")}.`,
      };
    case "count":
    case "amount":
      if (typeof value !== "number" || !Number.isFinite(value)) return wrongType(name, "a number");
      if (field.kind === "count" && !Number.isInteger(value)) return wrongType(name, "a whole number");
      if (value < 0 || value > field.max) {
        return { code: "INVALID_VALUE", pointer: `/${name}`, detail: `${name} must be between 0 and ${field.max}.` };
      }
      return undefined;
    case "flag":
      return typeof value === "boolean" ? undefined : wrongType(name, "true or false");
    case "time":
      return undefined;
    case "object":
      return typeof value === "object" && !Array.isArray(value) ? undefined : wrongType(name, "a JSON object");
  }
}

/** Replaces `timestamp`, where there is one, by epoch ms, or says what is wrong with it. */
function normaliseTime(event: Record<string, unknown>, now: number): EventFault | undefined {
  if (event.timestamp === undefined) return undefined;
  const pointer = "/timestamp";
  const time = parseTime(event.timestamp);
  if (time === undefined) {
    const detail = "timestamp must be ISO 8601 with a time zone, or epoch milliseconds.";
    return { code: "INVALID_VALUE", pointer, detail };
  }
  event.timestamp = time;
  if (time < now - LIMITS.eventAgeMs) {
    return { code: "TIMESTAMP_OUT_OF_RANGE", pointer, detail: "timestamp is older than 13 months." };
  }
  if (time > now + LIMITS.eventFutureMs) {
    return { code: "TIMESTAMP_OUT_OF_RANGE", pointer, detail: "timestamp is more than 24 hours in the future." };
  }
  return undefined;
}

function keepUnknownFields(event: Record<string, unknown>, names: readonly string[]): void {
  const { metadata } = event;
  // A metadata that is no object is a fault of its own; nothing can be kept beside it.
  if (metadata !== undefined && (typeof metadata !== "object" || Array.isArray(metadata))) return;
  // Without a prototype, so that `__proto__` is a name like any other.
  const kept: Record<string, unknown> = Object.assign(Object.create(null), metadata);
  for (const name of names) {
    if (!Object.hasOwn(kept, name)) kept[name] = event[name];
    event[name] = undefined;
  }
  event.metadata = kept;
}

function checkMetadata(metadata: unknown): EventFault | undefined {
  if (metadata === undefined) return undefined;
  const pointer = "/metadata";
  if (depthOf(metadata, LIMITS.metadataDepth) > LIMITS.metadataDepth) {
    return { code: "TOO_DEEP", pointer, detail: `metadata nests deeper than ${LIMITS.metadataDepth} levels.` };
  }
  if (byteLength(JSON.stringify(metadata), LIMITS.metadataBytes) > LIMITS.metadataBytes) {
    return { code: "TOO_LARGE", pointer, detail: `metadata is larger than ${LIMITS.metadataBytes} bytes as JSON.` };
  }
  return undefined;
}
